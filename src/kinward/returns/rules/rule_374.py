"""374. Residential employment under 14."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="374",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM"),
    title="Residential employment under 14",
    message=(
        "A child in this placement should be 14 or over at its start. Correct the placement "
        "type, the start or the date of birth."
    ),
    when=(col("PLACE") == "P3") & (col("age_at_start") < 14),
)
