"""408. Placed under a placement order that is not recorded."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="408",
    level="warning",
    view="Episodes",
    columns=("LS", "PLACE"),
    title="Placed under a placement order that is not recorded",
    message=(
        "A placement for adoption under a placement order (A5, A6) needs the legal status E1 "
        "or D1. Correct the one that is wrong."
    ),
    when=col("PLACE").is_in(["A5", "A6"]) & ~col("LS").is_in(["E1", "D1"]),
)
