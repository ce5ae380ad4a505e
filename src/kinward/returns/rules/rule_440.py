"""440. Coded as under 4, but 4 or over."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="440",
    level="warning",
    view="Reviews",
    columns=("REVIEW_CODE", "REVIEW", "DOB"),
    title="Coded as under 4, but 4 or over",
    message=(
        "The code says that the child was under 4 at the review (PN0); the date of birth says "
        "otherwise. Correct the one that is wrong."
    ),
    when=(col("REVIEW_CODE") == "PN0") & (col("age") >= 4),
)
