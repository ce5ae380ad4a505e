"""1009. Reason for the change of placement not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="1009",
    level="note",
    view="Episodes",
    columns=("REASON_PLACE_CHANGE",),
    title="Reason for the change of placement not valid",
    message=(
        "The reason for the change of placement is not a code of that return year. Give a "
        "valid code or leave it blank."
    ),
    when=invalid("REASON_PLACE_CHANGE"),
)
