"""366. A short break that does not start as one."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="366",
    level="warning",
    view="Episodes",
    columns=("RNE", "LS"),
    title="A short break that does not start as one",
    message=(
        "Each short break (V3) starts with RNE S, since there is no move within one. Correct "
        "the RNE or the legal status."
    ),
    when=(col("LS") == "V3") & (col("RNE") != "S"),
)
