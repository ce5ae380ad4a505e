"""389. Adult social care under 16."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="389",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Adult social care under 16",
    message=(
        "The child moved to adult social care (E7) before the age of 16. Correct the reason, "
        "the end or the date of birth."
    ),
    when=(col("REC") == "E7") & (col("age_at_end") < 16),
)
