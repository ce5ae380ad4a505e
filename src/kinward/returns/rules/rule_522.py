"""522. Decision reversed before it was made."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="522",
    level="warning",
    view="PlacedAdoption",
    columns=("DATE_PLACED", "DATE_PLACED_CEASED"),
    title="Decision reversed before it was made",
    message=(
        "The decision to place for adoption was reversed before it was made. Correct the dates."
    ),
    when=col("DATE_PLACED") > col("DATE_PLACED_CEASED"),
)
