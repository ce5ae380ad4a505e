"""1004. The start of the missing period is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="1004",
    level="warning",
    view="unreadable",
    columns=("MIS_START",),
    title="The start of the missing period is not a date",
    message=(
        "The start of the missing period is there but cannot be read as a date. Write it as "
        "dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("Missing", "MIS_START"),
)
