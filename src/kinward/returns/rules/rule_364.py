"""364. Detention under PACE for longer than 21 days."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="364",
    level="warning",
    view="Episodes",
    columns=("LS", "DECOM", "DEC"),
    title="Detention under PACE for longer than 21 days",
    message=(
        "Detention under PACE may last 21 days at most. Correct the dates, or start a new "
        "episode when the legal status changed."
    ),
    when=(col("LS") == "J2") & (col("legal_days") > 21),
)
