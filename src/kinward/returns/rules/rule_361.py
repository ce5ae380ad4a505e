"""361. Police protection for longer than 72 hours."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="361",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM", "DEC"),
    title="Police protection for longer than 72 hours",
    message=(
        "Police protection may last 72 hours at most. Correct the dates, or start a new "
        "episode when the legal status changed."
    ),
    when=(col("LS") == "L1") & (col("legal_days") > 3),
)
