"""K01. The same row twice."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K01",
    level="error",
    view="repeats",
    columns=("CHILD",),
    title="The same row twice",
    message="The row is the same as another one in the same return. Remove one of them.",
    when=col("repeat"),
)
