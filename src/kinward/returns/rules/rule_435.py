"""435. Change of placement that the rows do not bear out.

Two homes may share type, provider and agency: without a postcode nothing is certain.
"""

from polars import col

from kinward.returns.rules.conditions import legal_status_changed, surely_not_moved
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="435",
    level="warning",
    view="Episodes",
    columns=("RNE", "LS", "PLACE", "PL_POST", "URN", "PLACE_PROVIDER"),
    title="Change of placement that the rows do not bear out",
    message=(
        "RNE P or T says that the placement changed and the legal status did not; the rows "
        "say otherwise. Correct the one that is wrong."
    ),
    when=col("RNE").is_in(["P", "T"])
    & col("follows_on")
    & (legal_status_changed() | surely_not_moved()),
)
