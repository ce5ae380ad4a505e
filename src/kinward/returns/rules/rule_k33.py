"""K33. A review before birth."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K33",
    level="warning",
    view="Reviews",
    columns=("REVIEW",),
    title="A review before birth",
    message=(
        "The review is before the child's date of birth. Correct the date of the review or of "
        "birth."
    ),
    when=col("REVIEW") < col("DOB"),
)
