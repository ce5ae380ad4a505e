"""SW08STG2. Open, though a later social worker took over."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="SW08STG2",
    level="note",
    view="SWEpisodes",
    columns=("SW_DEC",),
    title="Open, though a later social worker took over",
    message=(
        "The social worker's episode before has no end, yet a new one started. Give the end "
        "of the one before."
    ),
    when=col("prev_open") & (col("SW_DECOM") >= col("prev_start")),
)
