"""531. Provider PR5 does not fit the placement."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="531",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="Provider PR5 does not fit the placement",
    message=(
        "A voluntary provider (PR5) cannot provide a placement with parents (P1). Correct the "
        "provider or the placement type."
    ),
    when=(col("PLACE_PROVIDER") == "PR5") & (col("PLACE") == "P1"),
)
