"""196. Reason for having no SDQ score not valid."""

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="196",
    level="warning",
    view="OC2",
    columns=("SDQ_REASON",),
    title="Reason for having no SDQ score not valid",
    message=(
        "The reason for having no SDQ score is not a code of that return year. Give a valid "
        "code or leave it blank."
    ),
    when=invalid("SDQ_REASON"),
)
