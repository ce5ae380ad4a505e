"""372. Youth custody under 10."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="372",
    level="warning",
    view="Episodes",
    columns=("PLACE", "DECOM"),
    title="Youth custody under 10",
    message=(
        "A child in this placement should be 10 or over at its start. Correct the placement "
        "type, the start or the date of birth."
    ),
    when=(col("PLACE") == "R5") & (col("age_at_start") < 10),
)
