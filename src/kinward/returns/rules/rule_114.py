"""114. Code for adoption by the former carer not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="114",
    level="warning",
    view="AD1",
    columns=("FOSTER_CARE",),
    title="Code for adoption by the former carer not valid",
    message=(
        "The code for adoption by the former carer is not a code of that return year. Give a "
        "valid code or leave it blank."
    ),
    when=invalid("FOSTER_CARE"),
)
