"""120. Reason why the decision was reversed not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="120",
    level="warning",
    view="PlacedAdoption",
    columns=("REASON_PLACED_CEASED",),
    title="Reason why the decision was reversed not valid",
    message=(
        "The reason why the decision was reversed is not a code of that return year. Give a "
        "valid code or leave it blank."
    ),
    when=invalid("REASON_PLACED_CEASED"),
)
