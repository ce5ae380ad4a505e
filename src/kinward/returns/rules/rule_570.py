"""570. Missing period starts after the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="570",
    level="warning",
    view="Missing",
    columns=("MIS_START",),
    title="Missing period starts after the return year",
    message="The missing period starts after the end of the return year. Correct the start.",
    when=col("MIS_START") > col("year_end"),
)
