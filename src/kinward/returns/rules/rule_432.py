"""432. Continues after the child had left care."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="432",
    level="error",
    view="Episodes",
    columns=("RNE",),
    title="Continues after the child had left care",
    message=(
        "The episode before ended with the child leaving care, so this one starts a new "
        "period. RNE must be S, or the reason before X1."
    ),
    when=(col("prior_REC") != "X1") & (col("prior_DEC") <= col("DECOM")) & (col("RNE") != "S"),
)
