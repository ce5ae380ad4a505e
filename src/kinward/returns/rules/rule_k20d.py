"""K20D. A reason why the episode ended in no list that Kinward holds."""

from kinward.returns.rules.conditions import unlisted
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K20D",
    level="note",
    view="Episodes",
    columns=("REC",),
    title="A reason why the episode ended in no list that Kinward holds",
    message=(
        "The reason why the episode ended is in none of the code lists held, which begin in "
        "2022/23. Check that it was a code of that return year."
    ),
    when=unlisted("REC"),
)
