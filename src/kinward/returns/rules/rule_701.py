"""701. The end of the deprivation of liberty order is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="701",
    level="warning",
    view="unreadable",
    columns=("DOLO_END",),
    title="The end of the deprivation of liberty order is not a date",
    message=(
        "The end of the deprivation of liberty order is there but cannot be read as a date. "
        "Write it as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("DoLo", "DOLO_END"),
)
