"""113. The date of matching is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="113",
    level="warning",
    view="unreadable",
    columns=("DATE_MATCH",),
    title="The date of matching is not a date",
    message=(
        "The date of matching is there but cannot be read as a date. Write it as dd/mm/yyyy. "
        "Kinward treats it as blank."
    ),
    when=unreadable("AD1", "DATE_MATCH"),
)
