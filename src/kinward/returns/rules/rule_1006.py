"""1006. Kind of missing period not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="1006",
    level="warning",
    view="Missing",
    columns=("MISSING",),
    title="Kind of missing period not valid",
    message=(
        "The kind of missing period is not a code of that return year. Give a valid code or "
        "leave it blank."
    ),
    when=invalid("MISSING"),
)
