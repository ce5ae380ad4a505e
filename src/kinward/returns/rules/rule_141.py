"""141. Start of episode missing or not a date."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="141",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Start of episode missing or not a date",
    message=(
        "The start of the episode is blank or cannot be read. Write it as dd/mm/yyyy: without "
        "it the episode cannot be counted."
    ),
    when=col("DECOM").is_null(),
)
