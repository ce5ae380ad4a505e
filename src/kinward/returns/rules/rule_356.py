"""356. Ends before it starts."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="356",
    level="error",
    view="Episodes",
    columns=("DEC", "DECOM"),
    title="Ends before it starts",
    message="The episode ends before it starts. Correct the dates.",
    when=col("DEC") < col("DECOM"),
)
