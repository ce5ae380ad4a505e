"""705. Orders overlap."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="705",
    level="warning",
    view="DoLo",
    columns=("DOLO_START", "DOLO_END"),
    title="Orders overlap",
    message=(
        "The deprivation of liberty order starts before the child's last one has ended. "
        "Correct the dates."
    ),
    when=(col("DOLO_START") < col("prev_end")) | col("prev_open"),
)
