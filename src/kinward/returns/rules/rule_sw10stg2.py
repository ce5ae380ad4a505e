"""SW10STG2. Social workers' episodes overlap."""

from polars import col

from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="SW10STG2",
    level="warning",
    view="SWEpisodes",
    columns=("SW_DECOM",),
    title="Social workers' episodes overlap",
    message=(
        "The social worker's episode starts before the one before it ends. Correct the dates."
    ),
    when=col("SW_DECOM") < col("prev_end"),
)
