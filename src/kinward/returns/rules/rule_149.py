"""149. Reason why the episode ended not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="149",
    level="error",
    view="Episodes",
    columns=("REC",),
    title="Reason why the episode ended not valid",
    message=(
        "The reason why the episode ended is not a code of that return year. Give a valid "
        "code or leave it blank."
    ),
    when=invalid("REC"),
)
