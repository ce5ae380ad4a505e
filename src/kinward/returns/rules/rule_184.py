"""184. Decided before birth."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="184",
    level="warning",
    view="PlacedAdoption",
    columns=("DATE_PLACED",),
    title="Decided before birth",
    message=(
        "The decision to place for adoption is before the child's date of birth. Correct the "
        "one that is wrong."
    ),
    when=col("DATE_PLACED") < col("DOB"),
)
