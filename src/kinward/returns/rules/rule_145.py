"""145. Category of need missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="145",
    level="warning",
    view="Episodes",
    columns=("CIN",),
    title="Category of need missing or not valid",
    message="The category of need is blank or not a code of that return year. Give a valid code.",
    when=(col("has_CIN") & col("CIN").is_null()) | invalid("CIN"),
)
