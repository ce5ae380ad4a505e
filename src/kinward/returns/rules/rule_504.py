"""504. Need changes within a period of care."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="504",
    level="warning",
    view="Episodes",
    columns=("CIN",),
    title="Need changes within a period of care",
    message=(
        "The category of need differs from the episode before in the same period of care; it "
        "is that of the start. Correct it."
    ),
    when=col("follows_on") & (col("RNE") != "S") & (col("CIN") != col("prev_CIN")),
)
