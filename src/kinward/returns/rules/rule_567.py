"""567. Missing period ends before it starts."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="567",
    level="warning",
    view="Missing",
    columns=("MIS_END", "MIS_START"),
    title="Missing period ends before it starts",
    message="The missing period ends before it starts. Correct the dates.",
    when=col("MIS_END") < col("MIS_START"),
)
