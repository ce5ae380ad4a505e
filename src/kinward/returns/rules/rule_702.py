"""702. Order ends before it starts."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="702",
    level="warning",
    view="DoLo",
    columns=("DOLO_END", "DOLO_START"),
    title="Order ends before it starts",
    message="The deprivation of liberty order ends before it starts. Correct the dates.",
    when=col("DOLO_END") < col("DOLO_START"),
)
