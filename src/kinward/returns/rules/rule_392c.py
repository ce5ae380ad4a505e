"""392c. A postcode that is not well formed."""

from polars import col

from kinward.returns.rules.conditions import well_formed_postcode
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="392c",
    level="note",
    view="Episodes",
    columns=("PL_POST", "HOME_POST"),
    title="A postcode that is not well formed",
    message="The home or the placement postcode is not a well-formed UK postcode. Correct it.",
    when=~well_formed_postcode(col("PL_POST")) | ~well_formed_postcode(col("HOME_POST")),
)
