"""132. Activity of the care leaver not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="132",
    level="warning",
    view="OC3",
    columns=("ACTIV",),
    title="Activity of the care leaver not valid",
    message=(
        "The activity of the care leaver is not a code of that return year. Give a valid code "
        "or leave it blank."
    ),
    when=invalid("ACTIV"),
)
