"""388. Continues, but there is no episode that follows."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="388",
    level="error",
    view="Episodes",
    columns=("REC",),
    title="Continues, but there is no episode that follows",
    message=(
        "The episode ends with X1, yet none of the child's episodes starts on that day. Add "
        "the next episode, or give the reason why the child left care."
    ),
    when=(col("REC") == "X1")
    & col("DEC").is_not_null()
    & (col("successor_DECOM") != col("DEC")).fill_null(True),
)
