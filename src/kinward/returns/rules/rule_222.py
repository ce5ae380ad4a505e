"""222. A URN where none is asked for."""

from polars import col

from kinward.reference.code_groups import NO_URN
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="222",
    level="note",
    view="Episodes",
    columns=("URN", "PLACE"),
    title="A URN where none is asked for",
    message=(
        "A placement of this type has no Ofsted register number in the return. Leave it "
        "blank, or correct the placement type."
    ),
    when=col("PLACE").is_in(NO_URN) & ~col("URN").is_in(["XXXXXXX", "xxxxxxx"]),
)
