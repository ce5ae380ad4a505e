"""631. Earlier permanence option not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="631",
    level="warning",
    view="PrevPerm",
    columns=("PREV_PERM",),
    title="Earlier permanence option not valid",
    message=(
        "The earlier permanence option is not a code of that return year. Give a valid code "
        "or leave it blank."
    ),
    when=invalid("PREV_PERM"),
)
