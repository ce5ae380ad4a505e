"""148. End date and end reason do not go together."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="148",
    level="error",
    view="Episodes",
    columns=("DEC", "REC"),
    title="End date and end reason do not go together",
    message=(
        "The episode has an end date without an end reason, or a reason without a date. Give "
        "both, or neither while it is open."
    ),
    when=col("has_REC") & (col("open") == col("REC").is_not_null()),
)
