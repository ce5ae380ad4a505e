"""K06. Open, but the child is not in the next return."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K06",
    level="error",
    view="Episodes",
    columns=("DEC",),
    title="Open, but the child is not in the next return",
    message=(
        "The episode is open at the end of the year, yet the next return has no episode of "
        "the child. Add the episode with its end to the next return."
    ),
    when=col("last") & col("open") & col("year_after_given") & ~col("in_next_return"),
)
