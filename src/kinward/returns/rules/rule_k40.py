"""K40. Date of birth differs from the Header."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K40",
    level="warning",
    view="UASC",
    columns=("DOB",),
    title="Date of birth differs from the Header",
    message=(
        "The date of birth differs from the one in the Header of the same return. Correct the "
        "one that is wrong."
    ),
    when=col("own_DOB") != col("header_DOB"),
)
