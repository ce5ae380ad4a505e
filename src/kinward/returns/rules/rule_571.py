"""571. Missing period ends outside the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="571",
    level="warning",
    view="Missing",
    columns=("MIS_END",),
    title="Missing period ends outside the return year",
    message=(
        "The missing period ends before the start or after the end of the return year. "
        "Correct the end, or move the row to the right return."
    ),
    when=(col("MIS_END") < col("year_start")) | (col("MIS_END") > col("year_end")),
)
