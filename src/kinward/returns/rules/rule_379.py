"""379. Another temporary absence for more than seven days."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="379",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM", "DEC"),
    title="Another temporary absence for more than seven days",
    message=(
        "A temporary placement of this kind (T4) may last seven days at most. Correct the "
        "dates, or code the placement as what it has become."
    ),
    when=(col("PLACE") == "T4") & (col("placement_days") > 7),
)
