"""602. Details of an adoption that did not happen in the year."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="602",
    level="warning",
    view="AD1",
    columns=("CHILD",),
    title="Details of an adoption that did not happen in the year",
    message=(
        "AD1 has a row of a child whose episodes do not end in adoption (E11, E12) in that "
        "return. Correct the episodes or remove the row."
    ),
    when=col("episodes_given") & ~col("adopted"),
)
