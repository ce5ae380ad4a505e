"""529. Provider PR3 does not fit the placement."""

from polars import col

from kinward.reference.code_groups import FOR_ADOPTION, FOSTERED
from kinward.returns.rules.rule import Rule

RULE = Rule(
    code="529",
    level="error",
    view="Episodes",
    columns=("PLACE_PROVIDER", "PLACE"),
    title="Provider PR3 does not fit the placement",
    message=(
        "Another public body (PR3) cannot provide fostering, adoption, a children's home, a "
        "secure home or a placement with parents. Correct the provider or the placement type."
    ),
    when=(col("PLACE_PROVIDER") == "PR3")
    & col("PLACE").is_in(["P1", "K1", "K2", *FOSTERED, *FOR_ADOPTION]),
)
