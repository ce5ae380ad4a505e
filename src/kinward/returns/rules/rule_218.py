"""218. No URN.

Judged only where the file gives URNs, and not for placements that may be in another country.
"""

from polars import col

from kinward.reference.code_groups import NO_URN, UNREGISTERED_BEFORE
from kinward.returns.rules.conditions import may_be_outside_england
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="218",
    level="warning",
    view="Episodes",
    columns=("URN",),
    title="No URN",
    message="The placement needs the Ofsted register number of its home or agency. Give it.",
    when=col("has_URN")
    & (col("year") >= 2023)
    & col("URN").is_null()
    & ~col("PLACE").is_in([*NO_URN, *UNREGISTERED_BEFORE])
    & ~may_be_outside_england(),
)
