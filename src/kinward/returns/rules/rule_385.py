"""385. Ends after the return year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="385",
    level="error",
    view="Episodes",
    columns=("DEC",),
    title="Ends after the return year",
    message=(
        "The episode ends after the end of the return year. Leave the end blank in this "
        "return, or correct it."
    ),
    when=col("DEC") > col("year_end"),
)
