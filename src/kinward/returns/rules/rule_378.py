"""378. With parents under section 20."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="378",
    level="warning",
    view="Episodes",
    columns=("PLACE", "LS"),
    title="With parents under section 20",
    message=(
        "A child placed with parents (P1) cannot be accommodated under section 20 (V2). "
        "Correct the placement type or the legal status."
    ),
    when=(col("PLACE") == "P1") & (col("LS") == "V2"),
)
