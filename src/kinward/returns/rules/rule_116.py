"""116. The date on which the decision to place for adoption was reversed is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="116",
    level="warning",
    view="unreadable",
    columns=("DATE_PLACED_CEASED",),
    title="The date on which the decision to place for adoption was reversed is not a date",
    message=(
        "The date on which the decision to place for adoption was reversed is there but "
        "cannot be read as a date. Write it as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("PlacedAdoption", "DATE_PLACED_CEASED"),
)
