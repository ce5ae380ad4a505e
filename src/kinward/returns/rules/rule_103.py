"""103. Ethnicity missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="103",
    level="warning",
    view="Header",
    columns=("ETHNIC",),
    title="Ethnicity missing or not valid",
    message="The ethnicity is blank or not a code of that return year. Give a valid code.",
    when=col("ETHNIC").is_null() | invalid("ETHNIC"),
)
