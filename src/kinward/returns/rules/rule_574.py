"""574. Missing periods overlap."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="574",
    level="warning",
    view="Missing",
    columns=("MIS_START", "MIS_END"),
    title="Missing periods overlap",
    message="The missing period starts before the child's last one has ended. Correct the dates.",
    when=(col("MIS_START") < col("prev_end")) | col("prev_open"),
)
