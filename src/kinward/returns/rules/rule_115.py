"""115. The date of the decision to place for adoption is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="115",
    level="warning",
    view="unreadable",
    columns=("DATE_PLACED",),
    title="The date of the decision to place for adoption is not a date",
    message=(
        "The date of the decision to place for adoption is there but cannot be read as a "
        "date. Write it as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("PlacedAdoption", "DATE_PLACED"),
)
