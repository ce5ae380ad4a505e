"""202. Sex differs from an earlier return.

1 and M, and 2 and F, are the same; U (unknown) contradicts nothing.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="202",
    level="warning",
    view="Header",
    columns=("SEX",),
    title="Sex differs from an earlier return",
    message=(
        "The sex differs from the one in an earlier return of the child. Correct the one that "
        "is wrong."
    ),
    when=col("sex") != col("earlier_SEX"),
)
