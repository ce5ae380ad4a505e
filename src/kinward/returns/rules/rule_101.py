"""101. Sex missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="101",
    level="error",
    view="Header",
    columns=("SEX",),
    title="Sex missing or not valid",
    message="The sex is blank or not a code of that return year. Give a valid code.",
    when=col("SEX").is_null() | invalid("SEX"),
)
