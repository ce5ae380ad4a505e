"""390. Adopted without having been placed for adoption."""

from polars import col

from kinward.reference.code_groups import ADOPTED, FOR_ADOPTION
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="390",
    level="warning",
    view="Episodes",
    columns=("REC", "PLACE"),
    title="Adopted without having been placed for adoption",
    message=(
        "The child was adopted from an episode that is not a placement for adoption (A3 to "
        "A6). Correct the placement type or the reason."
    ),
    when=col("REC").is_in(ADOPTED) & ~col("PLACE").is_in(FOR_ADOPTION),
)
