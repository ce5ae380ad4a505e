"""213. A provider where none is asked for."""

from polars import col

from kinward.reference.code_groups import SCHEDULED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="213",
    level="warning",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="A provider where none is asked for",
    message=(
        "A temporary or scheduled placement (T, Z) has no provider code in the return. Leave "
        "it blank, or correct the placement type."
    ),
    when=col("PLACE_PROVIDER").is_not_null() & (col("temporary") | col("PLACE").is_in(SCHEDULED)),
)
