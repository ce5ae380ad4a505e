"""577. Missing period open, though the child left care."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="577",
    level="warning",
    view="Missing",
    columns=("MIS_END",),
    title="Missing period open, though the child left care",
    message="The child left care in the year, yet the missing period has no end. Give the end.",
    when=col("open") & col("care_to").is_not_null(),
)
