"""233. A reason for a move before the episode has ended."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="233",
    level="note",
    view="Episodes",
    columns=("REASON_PLACE_CHANGE", "DEC"),
    title="A reason for a move before the episode has ended",
    message=(
        "The episode is open, so there is no change of placement to give a reason for. Leave "
        "the reason blank, or give the end."
    ),
    when=col("REASON_PLACE_CHANGE").is_not_null() & col("open"),
)
