"""352. Begins to be looked after at 18 or over."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="352",
    level="error",
    view="Episodes",
    columns=("DECOM", "RNE"),
    title="Begins to be looked after at 18 or over",
    message=(
        "The child begins to be looked after on or after the 18th birthday. Correct the start "
        "or the date of birth."
    ),
    when=(col("RNE") == "S") & (col("age_at_start") >= 18),
)
