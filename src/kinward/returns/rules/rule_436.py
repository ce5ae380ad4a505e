"""436. Change of status and placement that the rows do not bear out."""

from polars import col

from kinward.returns.rules.conditions import legal_status_changed, surely_not_moved
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="436",
    level="warning",
    view="Episodes",
    columns=("RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"),
    title="Change of status and placement that the rows do not bear out",
    message=(
        "RNE B or U says that legal status and placement both changed; the rows say "
        "otherwise. Correct the one that is wrong."
    ),
    when=col("RNE").is_in(["B", "U"])
    & col("follows_on")
    & (~legal_status_changed() | surely_not_moved()),
)
