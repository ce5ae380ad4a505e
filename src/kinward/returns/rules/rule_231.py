"""231. An unaccompanied child under 10."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="231",
    level="warning",
    view="UASC",
    columns=("DOB",),
    title="An unaccompanied child under 10",
    message=(
        "Unaccompanied asylum-seeking children are rarely under 10. Check the date of birth "
        "and the status."
    ),
    when=col("age_at_year_end") < 10,
)
