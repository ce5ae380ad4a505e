"""217. Placed with the current foster carers by a move.

A change of legal status only (L) is no move: the placement had begun before.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="217",
    level="warning",
    view="Episodes",
    columns=("RNE", "PLACE"),
    title="Placed with the current foster carers by a move",
    message=(
        "A child placed for adoption with the current foster carers (A3, A5) does not change "
        "carers: RNE must be S, T or U. Correct the one that is wrong."
    ),
    when=col("PLACE").is_in(["A3", "A5"]) & col("RNE").is_in(["P", "B"]),
)
