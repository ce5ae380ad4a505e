"""SW09STG2. A social worker for less than a day."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="SW09STG2",
    level="note",
    view="SWEpisodes",
    columns=("SW_DECOM", "SW_DEC"),
    title="A social worker for less than a day",
    message="The social worker's episode ends on the day on which it starts. Check both dates.",
    when=col("SW_DECOM") == col("SW_DEC"),
)
