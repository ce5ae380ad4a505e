"""203. Date of birth differs from an earlier return."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="203",
    level="error",
    view="Header",
    columns=("DOB",),
    title="Date of birth differs from an earlier return",
    message=(
        "The date of birth differs from the one in an earlier return of the child. Correct "
        "the one that is wrong: ages rest on it."
    ),
    when=col("DOB") != col("earlier_DOB"),
)
