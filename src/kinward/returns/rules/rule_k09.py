"""K09. Two open episodes."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K09",
    level="error",
    view="Episodes",
    columns=("DEC",),
    title="Two open episodes",
    message="The child has another open episode in the same return. End the one that is over.",
    when=col("open") & col("open_before"),
)
