"""104. The date on which UASC status ended is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="104",
    level="warning",
    view="unreadable",
    columns=("DUC",),
    title="The date on which UASC status ended is not a date",
    message=(
        "The date on which UASC status ended is there but cannot be read as a date. Write it "
        "as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("UASC", "DUC"),
)
