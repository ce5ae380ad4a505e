"""380. Care begins with a temporary placement."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="380",
    level="warning",
    view="Episodes",
    columns=("PLACE", "RNE"),
    title="Care begins with a temporary placement",
    message=(
        "A period of care cannot begin with a temporary placement (T0 to T4). Give the "
        "placement that the child was in."
    ),
    when=(col("RNE") == "S") & col("temporary"),
)
