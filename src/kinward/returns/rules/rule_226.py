"""226. A reason for a move that is only temporary."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="226",
    level="note",
    view="Episodes",
    columns=("REASON_PLACE_CHANGE", "PLACE"),
    title="A reason for a move that is only temporary",
    message=(
        "No reason for a change of placement is asked for when a child goes into a temporary "
        "placement (T0 to T4) or comes back from one. Leave it blank."
    ),
    when=col("REASON_PLACE_CHANGE").is_not_null()
    & (col("temporary") | col("next_temporary").fill_null(False)),
)
