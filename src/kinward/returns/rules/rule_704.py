"""704. Order ends outside the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="704",
    level="warning",
    view="DoLo",
    columns=("DOLO_END",),
    title="Order ends outside the return year",
    message=(
        "The deprivation of liberty order ends before the start or after the end of the "
        "return year. Correct the end, or move the row to the right return."
    ),
    when=(col("DOLO_END") < col("year_start")) | (col("DOLO_END") > col("year_end")),
)
