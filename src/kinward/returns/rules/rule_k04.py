"""K04. Episodes without a Header row."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K04",
    level="error",
    view="Episodes",
    columns=("CHILD",),
    title="Episodes without a Header row",
    message="The child has episodes but no Header row in the same return. Add the row.",
    when=col("first") & col("header_given") & ~col("in_header") & col("CHILD").is_not_null(),
)
