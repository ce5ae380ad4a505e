"""K21. A year without a Header."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K21",
    level="warning",
    view="years",
    columns=("CHILD",),
    title="A year without a Header",
    message=(
        "There are episodes but no Header for this return year. Add the Header: without it "
        "ages and sex may be unknown."
    ),
    when=~col("header_given"),
)
