"""407. Special guardianship at 18 or over."""

from polars import col

from kinward.reference.code_groups import GUARDIANSHIP
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="407",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Special guardianship at 18 or over",
    message=(
        "A special guardianship order ended care on or after the 18th birthday. Correct the "
        "reason, the end or the date of birth."
    ),
    when=col("REC").is_in(GUARDIANSHIP) & (col("age_at_end") >= 18),
)
