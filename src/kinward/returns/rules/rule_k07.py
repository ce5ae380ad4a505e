"""K07. A year without episodes."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K07",
    level="warning",
    view="years",
    columns=("DECOM",),
    title="A year without episodes",
    message=(
        "There are no episodes for the return year before this one, though there are for an "
        "earlier one. Add the missing return: figures of that year cannot be made."
    ),
    when=col("year") - col("year_before") > 1,
)
