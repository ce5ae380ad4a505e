"""516. Guardianship to foster carers, but not fostered."""

from polars import col

from kinward.reference.code_groups import FOSTERED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="516",
    level="warning",
    view="Episodes",
    columns=("REC", "PLACE"),
    title="Guardianship to foster carers, but not fostered",
    message=(
        "Special guardianship went to the former foster carers (E45, E46), yet the child was "
        "not fostered (U1 to U6). Correct the placement type or the reason."
    ),
    when=col("REC").is_in(["E45", "E46"]) & ~col("PLACE").is_in(FOSTERED),
)
