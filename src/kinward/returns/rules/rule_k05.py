"""K05. Looked after at 21 or over."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K05",
    level="error",
    view="Episodes",
    columns=("DEC", "DECOM"),
    title="Looked after at 21 or over",
    message=(
        "The episode goes on past the 21st birthday. Correct the date of birth or the dates "
        "of the episode."
    ),
    when=col("age_on_last_day") >= 21,
)
