"""171. The date of birth of the mother's child is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="171",
    level="warning",
    view="unreadable",
    columns=("MC_DOB",),
    title="The date of birth of the mother's child is not a date",
    message=(
        "The date of birth of the mother's child is there but cannot be read as a date. Write "
        "it as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("Header", "MC_DOB"),
)
