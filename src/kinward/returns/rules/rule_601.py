"""601. Adopted, but without details of the adoption."""

from polars import col

from kinward.reference.code_groups import ADOPTED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="601",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Adopted, but without details of the adoption",
    message=(
        "The child was adopted in the year, but AD1 has no row of the child in that return. "
        "Add it, or correct the reason."
    ),
    when=col("REC").is_in(ADOPTED) & col("adopted_given") & ~col("in_adopted"),
)
