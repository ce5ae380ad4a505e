"""526. No placement provider."""

from polars import col

from kinward.reference.code_groups import SCHEDULED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="526",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="No placement provider",
    message=(
        "The placement has no provider code. Give it: only temporary and scheduled placements "
        "(T, Z) have none."
    ),
    when=col("has_PLACE_PROVIDER")
    & col("PLACE_PROVIDER").is_null()
    & ~col("temporary")
    & ~col("PLACE").is_in(SCHEDULED),
)
