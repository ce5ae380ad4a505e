"""146. Placement type missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="146",
    level="error",
    view="Episodes",
    columns=("PLACE",),
    title="Placement type missing or not valid",
    message="The placement type is blank or not a code of that return year. Give a valid code.",
    when=col("PLACE").is_null() | invalid("PLACE"),
)
