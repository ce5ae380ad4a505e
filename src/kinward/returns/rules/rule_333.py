"""333. Matched before adoption was decided."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="333",
    level="warning",
    view="AD1",
    columns=("DATE_INT", "DATE_MATCH"),
    title="Matched before adoption was decided",
    message=(
        "The child was matched with adopters before the decision that adoption is best. "
        "Correct the dates."
    ),
    when=col("DATE_INT") > col("DATE_MATCH"),
)
