"""437. Episodes after the last possible one."""

from polars import col

from kinward.reference.code_groups import NOT_CONTINUED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="437",
    level="warning",
    view="Episodes",
    columns=("REC",),
    title="Episodes after the last possible one",
    message=(
        "The child died (E2) or was found to be an adult (E15), yet has later episodes. "
        "Correct the reason, or remove the later episodes."
    ),
    when=col("REC").is_in(NOT_CONTINUED) & col("has_successor"),
)
