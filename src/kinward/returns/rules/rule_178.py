"""178. Placement provider not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="178",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER",),
    title="Placement provider not valid",
    message=(
        "The placement provider is not a code of that return year. Give a valid code or leave "
        "it blank."
    ),
    when=invalid("PLACE_PROVIDER"),
)
