"""133. Accommodation of the care leaver not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="133",
    level="warning",
    view="OC3",
    columns=("ACCOM",),
    title="Accommodation of the care leaver not valid",
    message=(
        "The accommodation of the care leaver is not a code of that return year. Give a valid "
        "code or leave it blank."
    ),
    when=invalid("ACCOM"),
)
