"""K20B. A legal status in no list that Kinward holds."""

from kinward.returns.rules.conditions import unlisted
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K20B",
    level="note",
    view="Episodes",
    columns=("LS",),
    title="A legal status in no list that Kinward holds",
    message=(
        "The legal status is in none of the code lists held, which begin in 2022/23. Check "
        "that it was a code of that return year."
    ),
    when=unlisted("LS"),
)
