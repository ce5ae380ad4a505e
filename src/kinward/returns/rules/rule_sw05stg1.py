"""SW05STG1. The end of the social worker's episode is not a date."""

from kinward.returns.rules.conditions import unreadable
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="SW05STG1",
    level="warning",
    view="unreadable",
    columns=("SW_DEC",),
    title="The end of the social worker's episode is not a date",
    message=(
        "The end of the social worker's episode is there but cannot be read as a date. Write "
        "it as dd/mm/yyyy. Kinward treats it as blank."
    ),
    when=unreadable("SWEpisodes", "SW_DEC"),
)
