"""177. Legal status of the adopters not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="177",
    level="warning",
    view="AD1",
    columns=("LS_ADOPTR",),
    title="Legal status of the adopters not valid",
    message=(
        "The legal status of the adopters is not a code of that return year. Give a valid "
        "code or leave it blank."
    ),
    when=invalid("LS_ADOPTR"),
)
