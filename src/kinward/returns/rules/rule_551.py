"""551. Placed for adoption without a decision.

One finding for the placement, on its first episode in the return.
"""

from polars import col

from kinward.reference.code_groups import FOR_ADOPTION
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="551",
    level="warning",
    view="Episodes",
    columns=("PLACE",),
    title="Placed for adoption without a decision",
    message=(
        "The child is placed for adoption (A3 to A6), but there is no date of the decision in "
        "PlacedAdoption. Add it, or correct the placement type."
    ),
    when=col("PLACE").is_in(FOR_ADOPTION)
    & ~col("prev_PLACE").is_in(FOR_ADOPTION).fill_null(False)
    & col("decisions_given")
    & ~col("has_decision"),
)
