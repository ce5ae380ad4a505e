"""363. A child assessment order for longer than 7 days."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="363",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM", "DEC"),
    title="A child assessment order for longer than 7 days",
    message=(
        "A child assessment order may last 7 days at most. Correct the dates, or start a new "
        "episode when the legal status changed."
    ),
    when=(col("LS") == "L3") & (col("legal_days") > 7),
)
