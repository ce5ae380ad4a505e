"""370. Independent living under 16."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="370",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM"),
    title="Independent living under 16",
    message=(
        "A child in this placement should be 16 or over at its start. Correct the placement "
        "type, the start or the date of birth."
    ),
    when=(col("PLACE") == "P2") & (col("age_at_start") < 16),
)
