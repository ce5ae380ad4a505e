"""376. While the carer is on holiday for more than three weeks."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="376",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM", "DEC"),
    title="While the carer is on holiday for more than three weeks",
    message=(
        "A temporary placement of this kind (T3) may last three weeks at most. Correct the "
        "dates, or code the placement as what it has become."
    ),
    when=(col("PLACE") == "T3") & (col("placement_days") > 21),
)
