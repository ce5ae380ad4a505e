"""176. Sex of the adopters not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="176",
    level="warning",
    view="AD1",
    columns=("SEX_ADOPTR",),
    title="Sex of the adopters not valid",
    message=(
        "The sex of the adopters is not a code of that return year. Give a valid code or "
        "leave it blank."
    ),
    when=invalid("SEX_ADOPTR"),
)
