"""375. In hospital for more than six weeks."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="375",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM", "DEC"),
    title="In hospital for more than six weeks",
    message=(
        "A temporary placement of this kind (T1) may last six weeks at most. Correct the "
        "dates, or code the placement as what it has become."
    ),
    when=(col("PLACE") == "T1") & (col("placement_days") > 42),
)
