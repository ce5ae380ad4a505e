"""147. The end of the episode is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="147",
    level="error",
    view="unreadable",
    columns=("DEC",),
    title="The end of the episode is not a date",
    message=(
        "The end of the episode is there but cannot be read as a date. Write it as "
        "dd/mm/yyyy. Until then the episode counts as open."
    ),
    when=unreadable("Episodes", "DEC"),
)
