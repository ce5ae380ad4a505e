"""441. Coded as 4 or over, but under 4."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="441",
    level="warning",
    view="Reviews",
    columns=("REVIEW_CODE", "REVIEW", "DOB"),
    title="Coded as 4 or over, but under 4",
    message=(
        "The code says that the child was 4 or over at the review (PN1 to PN7); the date of "
        "birth says otherwise. Correct the one that is wrong."
    ),
    when=col("REVIEW_CODE").str.contains("^PN[1-7]$") & (col("age") < 4) & (col("age") >= 0),
)
