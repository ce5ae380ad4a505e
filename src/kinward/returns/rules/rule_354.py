"""354. Starts after the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="354",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Starts after the return year",
    message=(
        "The episode starts after the end of the return year. Correct the start, or move the "
        "row to the right return."
    ),
    when=col("DECOM") > col("year_end"),
)
