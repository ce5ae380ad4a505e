"""501. Overlaps the episode before."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="501",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Overlaps the episode before",
    message="The episode starts before the one before it ends. Correct the dates.",
    when=col("DECOM") < col("prev_DEC"),
)
