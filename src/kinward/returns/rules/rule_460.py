"""460. Stayed with carers at 18, but under 18."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="460",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Stayed with carers at 18, but under 18",
    message=(
        "The child left care to stay with the carers at 18 (E17) before the 18th birthday. "
        "Correct the reason, the end or the date of birth."
    ),
    when=(col("REC") == "E17") & (col("age_at_end") < 18),
)
