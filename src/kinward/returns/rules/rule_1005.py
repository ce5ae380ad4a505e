"""1005. The end of the missing period is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="1005",
    level="warning",
    view="unreadable",
    columns=("MIS_END",),
    title="The end of the missing period is not a date",
    message=(
        "The end of the missing period is there but cannot be read as a date. Write it as "
        "dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("Missing", "MIS_END"),
)
