"""528. Provider PR2 does not fit the placement."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="528",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="Provider PR2 does not fit the placement",
    message=(
        "Another authority (PR2) cannot provide a placement with parents, in health care or "
        "in custody (P1, R2, R5). Correct the provider or the placement type."
    ),
    when=(col("PLACE_PROVIDER") == "PR2") & col("PLACE").is_in(["P1", "R2", "R5"]),
)
