"""451. Still freed for adoption."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="451",
    level="warning",
    view="Episodes",
    columns=("LS", "DEC"),
    title="Still freed for adoption",
    message=(
        "The child is still looked after under a freeing order (D1), which could not be "
        "applied for since 2005. Correct the legal status or give the end."
    ),
    when=(col("LS") == "D1") & col("open"),
)
