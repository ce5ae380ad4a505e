"""144. Legal status missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="144",
    level="error",
    view="Episodes",
    columns=("LS",),
    title="Legal status missing or not valid",
    message="The legal status is blank or not a code of that return year. Give a valid code.",
    when=col("LS").is_null() | invalid("LS"),
)
