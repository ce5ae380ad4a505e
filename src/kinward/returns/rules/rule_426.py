"""426. Both kinds of short breaks in one year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="426",
    level="warning",
    view="Episodes",
    columns=("LS",),
    title="Both kinds of short breaks in one year",
    message=(
        "The child has short breaks of both kinds (V3 and V4) in one return. Use one of them "
        "through the year."
    ),
    when=col("short_break") & (col("LS") != col("short_break_before")),
)
