"""703. Order starts after the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="703",
    level="warning",
    view="DoLo",
    columns=("DOLO_START",),
    title="Order starts after the return year",
    message=(
        "The deprivation of liberty order starts after the end of the return year. Correct "
        "the start."
    ),
    when=col("DOLO_START") > col("year_end"),
)
