"""355. Lasts less than a day."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="355",
    level="warning",
    view="Episodes",
    columns=("DECOM", "DEC"),
    title="Lasts less than a day",
    message="The episode ends on the day on which it starts. Check both dates.",
    when=col("DECOM") == col("DEC"),
)
