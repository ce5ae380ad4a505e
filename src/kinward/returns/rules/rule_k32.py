"""K32. A review after the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K32",
    level="warning",
    view="Reviews",
    columns=("REVIEW",),
    title="A review after the return year",
    message=(
        "The review is after the end of the return year. Correct the date, or move the row to "
        "the right return."
    ),
    when=col("REVIEW") > col("year_end"),
)
