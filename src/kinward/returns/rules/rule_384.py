"""384. Long-term fostering in a short break."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="384",
    level="warning",
    view="Episodes",
    columns=("LS", "PLACE"),
    title="Long-term fostering in a short break",
    message=(
        "A child in short breaks (V3, V4) cannot be in long-term fostering (U1, U4). Correct "
        "the one that is wrong."
    ),
    when=col("short_break") & col("PLACE").is_in(["U1", "U4"]),
)
