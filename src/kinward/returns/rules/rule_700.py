"""700. The start of the deprivation of liberty order is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="700",
    level="warning",
    view="unreadable",
    columns=("DOLO_START",),
    title="The start of the deprivation of liberty order is not a date",
    message=(
        "The start of the deprivation of liberty order is there but cannot be read as a date. "
        "Write it as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("DoLo", "DOLO_START"),
)
