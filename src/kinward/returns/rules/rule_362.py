"""362. An emergency protection order for longer than 21 days."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="362",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM", "DEC"),
    title="An emergency protection order for longer than 21 days",
    message=(
        "An emergency protection order may last 21 days at most. Correct the dates, or start "
        "a new episode when the legal status changed."
    ),
    when=(col("LS") == "L2") & (col("legal_days") > 21),
)
