"""386. Adopted at 18 or over."""

from polars import col

from kinward.reference.code_groups import ADOPTED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="386",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Adopted at 18 or over",
    message=(
        "The child left care by adoption on or after the 18th birthday. Correct the reason, "
        "the end or the date of birth."
    ),
    when=col("REC").is_in(ADOPTED) & (col("age_at_end") >= 18),
)
