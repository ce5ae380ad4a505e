"""359. Looked after past the 18th birthday."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="359",
    level="warning",
    view="Episodes",
    columns=("DEC", "LS", "PLACE"),
    title="Looked after past the 18th birthday",
    message=(
        "The episode goes on past the 18th birthday, which only section 20 (V2) in a "
        "children's home (K2) allows. Give the end, or correct the date of birth."
    ),
    when=(col("age_on_last_day") >= 18)
    & ~((col("LS") == "V2") & (col("PLACE") == "K2")).fill_null(False),
)
