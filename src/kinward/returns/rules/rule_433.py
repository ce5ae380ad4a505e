"""433. Continues, but after a gap."""

from polars import col

from kinward.reference.code_groups import CONTINUING
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="433",
    level="error",
    view="Episodes",
    columns=("RNE", "DECOM"),
    title="Continues, but after a gap",
    message=(
        "The RNE says that the episode follows another without a break, yet it starts on a "
        "later day than the one before ended. Correct the dates, or give S as RNE."
    ),
    when=col("RNE").is_in(CONTINUING) & (col("DECOM") > col("prior_DEC")),
)
