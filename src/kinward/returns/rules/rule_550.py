"""550. Provider PR0 does not fit the placement."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="550",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="Provider PR0 does not fit the placement",
    message=(
        "Parents (PR0) provide placements with parents (P1) only. Correct the provider or the "
        "placement type."
    ),
    when=(col("PLACE_PROVIDER") == "PR0") & (col("PLACE") != "P1"),
)
