"""387. Independent living under 14."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="387",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Independent living under 14",
    message=(
        "The child left care to live independently (E5, E6) before the age of 14. Correct the "
        "reason, the end or the date of birth."
    ),
    when=col("REC").is_in(["E5", "E6"]) & (col("age_at_end") < 14),
)
