"""434. Legal status change that the rows do not bear out."""

from polars import col

from kinward.returns.rules.conditions import legal_status_changed, moved
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="434",
    level="warning",
    view="Episodes",
    columns=("RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"),
    title="Legal status change that the rows do not bear out",
    message=(
        "RNE L says that the legal status changed and the placement did not; the rows say "
        "otherwise. Correct the one that is wrong."
    ),
    when=(col("RNE") == "L") & col("follows_on") & (~legal_status_changed() | moved()),
)
