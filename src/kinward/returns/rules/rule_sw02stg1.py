"""SW02STG1. The social worker's number is not well formed."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="SW02STG1",
    level="note",
    view="SWEpisodes",
    columns=("SW_ID",),
    title="The social worker's number is not well formed",
    message=(
        "The social worker's number should begin with SW, or XX for one who is not "
        "registered. Correct it."
    ),
    when=~col("SW_ID").str.to_uppercase().str.contains("^(?:SW|XX)"),
)
