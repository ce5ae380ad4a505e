"""175. Number of adopters not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="175",
    level="warning",
    view="AD1",
    columns=("NB_ADOPTR",),
    title="Number of adopters not valid",
    message=(
        "The number of adopters is not a code of that return year. Give a valid code or leave "
        "it blank."
    ),
    when=invalid("NB_ADOPTR"),
)
