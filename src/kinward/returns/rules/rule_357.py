"""357. First episode ever, but not a start of care."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="357",
    level="error",
    view="Episodes",
    columns=("RNE",),
    title="First episode ever, but not a start of care",
    message=(
        "This is the child's first episode in all returns and starts within its year, so RNE "
        "must be S. Correct it, or add the episode before it."
    ),
    when=col("first_ever")
    & (col("DECOM") >= col("year_start"))
    & (col("DECOM") <= col("year_end"))
    & (col("RNE") != "S"),
)
