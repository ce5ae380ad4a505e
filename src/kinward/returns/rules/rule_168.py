"""168. The UPN is not well formed."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="168",
    level="warning",
    view="Header",
    columns=("UPN",),
    title="The UPN is not well formed",
    message="The unique pupil number is neither well formed nor one of UN1 to UN5. Correct it.",
    when=~col("UPN").str.to_uppercase().str.contains(r"^(?:[A-HJ-NP-RT-Z]\d{11}[0-9A-Z]|UN[1-5])$"),
)
