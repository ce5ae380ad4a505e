"""442. No UPN.

Children in short breaks only, and care leavers, need none.
"""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="442",
    level="warning",
    view="Header",
    columns=("UPN",),
    title="No UPN",
    message="A looked after child has no unique pupil number. Give it, or one of UN1 to UN5.",
    when=col("has_UPN") & col("UPN").is_null() & col("looked_after"),
)
