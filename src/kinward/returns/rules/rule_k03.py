"""K03. No child identifier."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K03",
    level="error",
    view="nameless",
    columns=("CHILD",),
    title="No child identifier",
    message=(
        "The row has no child identifier, so that it belongs to nobody. Give it or remove the row."
    ),
    when=col("CHILD").is_null(),
)
