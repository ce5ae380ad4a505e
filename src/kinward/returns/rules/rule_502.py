"""502. Does not continue last year's open episode."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="502",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Does not continue last year's open episode",
    message=(
        "The last return ended with an open episode; the first one here starts on another "
        "day. Correct the start, or add the episode and its end."
    ),
    when=col("before_open") & (col("DECOM") != col("before_DECOM")),
)
