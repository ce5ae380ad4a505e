"""707. Order open, though the child left care."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="707",
    level="warning",
    view="DoLo",
    columns=("DOLO_END",),
    title="Order open, though the child left care",
    message=(
        "The child left care in the year, yet the deprivation of liberty order has no end. "
        "Give the end."
    ),
    when=col("open") & col("care_to").is_not_null(),
)
