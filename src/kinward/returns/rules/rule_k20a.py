"""K20A. A placement type in no list that Kinward holds."""

from kinward.returns.rules.conditions import unlisted
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K20A",
    level="note",
    view="Episodes",
    columns=("PLACE",),
    title="A placement type in no list that Kinward holds",
    message=(
        "The placement type is in none of the code lists held, which begin in 2022/23. Check "
        "that it was a code of that return year."
    ),
    when=unlisted("PLACE"),
)
