"""K30. A review while not looked after."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K30",
    level="warning",
    view="Reviews",
    columns=("REVIEW",),
    title="A review while not looked after",
    message=(
        "The review was on a day of the year before the child's first or after the last "
        "episode of the return. Correct the date, or the episodes."
    ),
    when=col("episodes_given")
    & col("REVIEW").is_between(col("year_start"), col("year_end"))
    & (
        col("in_episodes").is_null()
        | (col("REVIEW") < col("care_from"))
        | (col("REVIEW") > col("care_to")).fill_null(False)
    )
    & col("CHILD").is_not_null(),
)
