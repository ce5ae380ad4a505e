"""302. Starts before birth."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="302",
    level="error",
    view="Episodes",
    columns=("DECOM",),
    title="Starts before birth",
    message=(
        "The episode starts before the child was born. Correct the start or the date of birth."
    ),
    when=col("DECOM") < col("DOB"),
)
