"""373. Residential school under 4."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="373",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM"),
    title="Residential school under 4",
    message=(
        "A child in this placement should be 4 or over at its start. Correct the placement "
        "type, the start or the date of birth."
    ),
    when=(col("PLACE") == "S1") & (col("age_at_start") < 4),
)
