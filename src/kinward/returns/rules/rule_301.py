"""301. Born after the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="301",
    level="error",
    view="Header",
    columns=("DOB",),
    title="Born after the return year",
    message="The date of birth is after the end of the return year. Correct the date of birth.",
    when=col("DOB") > col("year_end"),
)
