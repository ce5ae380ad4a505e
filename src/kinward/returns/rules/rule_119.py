"""119. A reversed decision without its date or its reason."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="119",
    level="warning",
    view="PlacedAdoption",
    columns=("DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    title="A reversed decision without its date or its reason",
    message=(
        "When the decision to place for adoption is reversed, both date and reason are "
        "needed. Give the one that is blank."
    ),
    when=col("ceased") != col("REASON_PLACED_CEASED").is_not_null(),
)
