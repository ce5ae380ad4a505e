"""205B. UASC status ended last year, yet continues."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="205B",
    level="warning",
    view="UASC",
    columns=("DUC",),
    title="UASC status ended last year, yet continues",
    message=(
        "UASC status had an end date in the last return, and the child is listed again with "
        "another one or none. Correct the one that is wrong."
    ),
    when=col("last_year_DUC").is_not_null() & col("DUC").ne_missing(col("last_year_DUC")),
)
