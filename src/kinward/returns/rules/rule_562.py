"""562. Began before the year, but is not in the last return."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="562",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Began before the year, but is not in the last return",
    message=(
        "The episode starts before the return year, yet the last return does not have it. "
        "Correct the start, or the last return."
    ),
    when=col("first")
    & (col("DECOM") < col("year_start"))
    & col("year_before_given")
    & ~col("before_open").fill_null(False)
    & (col("DECOM") != col("before_DECOM")).fill_null(True),
)
