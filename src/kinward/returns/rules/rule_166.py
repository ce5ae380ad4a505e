"""166. Date of review missing or not a date."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="166",
    level="warning",
    view="Reviews",
    columns=("REVIEW",),
    title="Date of review missing or not a date",
    message=(
        "The date of the review is blank or cannot be read. Write it as dd/mm/yyyy: without "
        "it the review cannot be counted."
    ),
    when=col("REVIEW").is_null(),
)
