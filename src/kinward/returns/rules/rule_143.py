"""143. Reason for the new episode missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="143",
    level="error",
    view="Episodes",
    columns=("RNE",),
    title="Reason for the new episode missing or not valid",
    message=(
        "The reason for the new episode is blank or not a code of that return year. Give a "
        "valid code."
    ),
    when=col("RNE").is_null() | invalid("RNE"),
)
