"""K08. Child twice in one return with different details.

Rows that are the same in all columns fall under K01.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="K08",
    level="error",
    view="Header",
    columns=("CHILD",),
    title="Child twice in one return with different details",
    message=(
        "The child stands twice in the Header of one return, with different details. Keep the "
        "right row."
    ),
    when=col("twice"),
)
