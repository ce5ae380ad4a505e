"""304. UASC status ended after the 18th birthday."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="304",
    level="warning",
    view="UASC",
    columns=("DUC",),
    title="UASC status ended after the 18th birthday",
    message=(
        "UASC status ends on the 18th birthday at the latest. Correct the end of the status "
        "or the date of birth."
    ),
    when=col("DUC") > col("eighteenth_birthday"),
)
