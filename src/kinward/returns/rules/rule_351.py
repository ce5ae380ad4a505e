"""351. Over 25 at the start of the year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="351",
    level="warning",
    view="Header",
    columns=("DOB",),
    title="Over 25 at the start of the year",
    message=(
        "The date of birth makes the person older than 25 at the start of the return year. "
        "Correct the date of birth."
    ),
    when=col("age_at_year_start") > 25,
)
