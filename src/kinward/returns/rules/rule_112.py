"""112. The date of the decision on adoption is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="112",
    level="warning",
    view="unreadable",
    columns=("DATE_INT",),
    title="The date of the decision on adoption is not a date",
    message=(
        "The date of the decision on adoption is there but cannot be read as a date. Write it "
        "as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("AD1", "DATE_INT"),
)
