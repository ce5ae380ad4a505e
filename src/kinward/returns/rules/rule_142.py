"""142. Open, though a later episode began."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="142",
    level="error",
    view="Episodes",
    columns=("DEC", "REC"),
    title="Open, though a later episode began",
    message=(
        "The episode has no end, yet the child has a later one in the same return. Give the "
        "end and its reason."
    ),
    when=col("open") & ~col("last"),
)
