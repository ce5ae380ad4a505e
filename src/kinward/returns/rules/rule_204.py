"""204. Ethnicity differs from an earlier return.

An ethnicity that was refused or not yet known contradicts nothing.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="204",
    level="note",
    view="Header",
    columns=("ETHNIC",),
    title="Ethnicity differs from an earlier return",
    message=(
        "The ethnicity differs from the one in an earlier return of the child. Correct the "
        "one that is wrong."
    ),
    when=col("ethnicity") != col("earlier_ETHNIC"),
)
