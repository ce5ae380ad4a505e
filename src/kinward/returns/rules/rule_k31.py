"""K31. Two reviews on one day."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K31",
    level="note",
    view="Reviews",
    columns=("REVIEW",),
    title="Two reviews on one day",
    message="The child has another review on the same day. Remove one of them.",
    when=col("same_day"),
)
