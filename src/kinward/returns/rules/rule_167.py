"""167. Code for taking part in the review missing or not valid."""

from polars import col

from kinward.returns.rules.conditions import invalid
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="167",
    level="warning",
    view="Reviews",
    columns=("REVIEW_CODE",),
    title="Code for taking part in the review missing or not valid",
    message=(
        "The code for taking part in the review is blank or not a code of that return year. "
        "Give a valid code."
    ),
    when=col("REVIEW_CODE").is_null() | invalid("REVIEW_CODE"),
)
