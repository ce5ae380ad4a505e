"""131. Code for being in touch not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="131",
    level="warning",
    view="OC3",
    columns=("IN_TOUCH",),
    title="Code for being in touch not valid",
    message=(
        "The code for being in touch is not a code of that return year. Give a valid code or "
        "leave it blank."
    ),
    when=invalid("IN_TOUCH"),
)
