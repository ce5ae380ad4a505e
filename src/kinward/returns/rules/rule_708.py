"""708. Order before birth."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="708",
    level="warning",
    view="DoLo",
    columns=("DOLO_START",),
    title="Order before birth",
    message=(
        "The deprivation of liberty order starts before the child's date of birth. Correct "
        "the start or the date of birth."
    ),
    when=col("DOLO_START") < col("DOB"),
)
