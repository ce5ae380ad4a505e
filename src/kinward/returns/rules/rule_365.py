"""365. A short break of more than 17 days."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="365",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM", "DEC"),
    title="A short break of more than 17 days",
    message=(
        "One short break (V3) may last 17 days at most. Correct the dates or the legal status."
    ),
    when=(col("LS") == "V3") & (col("days") > 17),
)
