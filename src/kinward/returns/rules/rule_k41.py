"""K41. UASC without a Header row."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K41",
    level="warning",
    view="UASC",
    columns=("CHILD",),
    title="UASC without a Header row",
    message=(
        "The child is listed as UASC but has no Header row in the same return. Add the row or "
        "remove this one."
    ),
    when=col("header_given") & ~col("in_header") & col("CHILD").is_not_null(),
)
