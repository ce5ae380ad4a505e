"""102. Date of birth missing or not a date."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="102",
    level="error",
    view="Header",
    columns=("DOB",),
    title="Date of birth missing or not a date",
    message=(
        "The date of birth is blank or cannot be read. Write it as dd/mm/yyyy: without it the "
        "child's age is unknown."
    ),
    when=col("DOB").is_null(),
)
