"""K20C. A reason for the new episode in no list that Kinward holds."""

from kinward.returns.rules.conditions import unlisted
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K20C",
    level="note",
    view="Episodes",
    columns=("RNE",),
    title="A reason for the new episode in no list that Kinward holds",
    message=(
        "The reason for the new episode is in none of the code lists held, which begin in "
        "2022/23. Check that it was a code of that return year."
    ),
    when=unlisted("RNE"),
)
