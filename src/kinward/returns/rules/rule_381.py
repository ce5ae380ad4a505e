"""381. Care ends in a temporary placement."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="381",
    level="warning",
    view="Episodes",
    columns=("PLACE", "REC"),
    title="Care ends in a temporary placement",
    message=(
        "A period of care cannot end in a temporary placement (T0 to T4). Give the placement "
        "that the child left care from."
    ),
    when=(col("REC") != "X1") & col("temporary"),
)
