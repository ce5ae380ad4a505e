"""382. Temporary placement in a short break."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="382",
    level="warning",
    view="Episodes",
    columns=("LS", "PLACE"),
    title="Temporary placement in a short break",
    message=(
        "A child in short breaks (V3, V4) cannot be in a temporary placement. Correct the one "
        "that is wrong."
    ),
    when=col("short_break") & col("temporary"),
)
