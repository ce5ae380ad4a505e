"""530. Provider PR4 does not fit the placement."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="530",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="Provider PR4 does not fit the placement",
    message=(
        "A private provider (PR4) cannot provide a placement with parents (P1). Correct the "
        "provider or the placement type."
    ),
    when=(col("PLACE_PROVIDER") == "PR4") & (col("PLACE") == "P1"),
)
