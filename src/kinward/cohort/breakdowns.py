"""Looked after children on one day by what is known of them.

Every breakdown counts every child once: its counts sum to the number looked after. What a return
does not tell is the row `unknown`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

import polars as pl

from kinward.cohort.groups import GROUPS
from kinward.cohort.stock import AGE_LABELS
from kinward.reference.codes import groups, meanings
from kinward.terms import AGE_BANDS, CATEGORIES, SEXES, UNKNOWN

BREAKDOWN_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "label": pl.String(),
    "children": pl.Int64(),
    "share": pl.Float64(),
}
"""`share` is a part of 1; null where nobody is looked after."""

_UASC: Final = {
    "uasc": "Unaccompanied asylum-seeking children",
    "not_uasc": "Other children",
}
_NOT_KNOWN: Final = "Not known"


def breakdowns(children: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Every breakdown (`BREAKDOWN_SCHEMA`) of the children looked after on a day.

    Args:
        children: what `stock.looked_after` gives.
    """
    uasc = children.select(pl.when("uasc").then(pl.lit("uasc")).otherwise(pl.lit("not_uasc")))
    legal = children["LS"].replace_strict(groups("LS"), default=None, return_dtype=pl.String)
    return {
        "category": counted(children["category"], CATEGORIES),
        "age_band": counted(children["age_band"], AGE_LABELS, always=AGE_BANDS),
        "sex": counted(children["SEX"], SEXES, always=("M", "F")),
        "ethnic_group": counted(children["ethnic_group"], _themselves("ETHNIC")),
        "legal_status": counted(legal, _themselves("LS")),
        "need": counted(_listed(children["need"], "CIN"), meanings("CIN")),
        "uasc": counted(uasc.to_series(), _UASC, always=_UASC),
        "group": counted(children["group"], GROUPS, always=GROUPS),
    }


def counted(
    keys: pl.Series, labels: Mapping[str, str], *, always: Collection[str] = ()
) -> pl.DataFrame:
    """Count children by key (`BREAKDOWN_SCHEMA`), in the order of the labels.

    Args:
        keys: one a child; null is counted as `unknown`.
        labels: every key that there can be, and its name.
        always: keys that have a row even where nobody has them.
    """
    found = Counter(keys.to_list())
    unknown = found.pop(None, 0) + found.pop(UNKNOWN, 0)
    named = {key: label for key, label in labels.items() if key != UNKNOWN}
    rows = [
        (key, label, found.get(key, 0))
        for key, label in named.items()
        if key in found or key in always
    ]
    if unknown:
        rows.append((UNKNOWN, labels.get(UNKNOWN, _NOT_KNOWN), unknown))
    total = len(keys)
    counts = [count for _, _, count in rows]
    return pl.DataFrame(
        {
            "key": [key for key, _, _ in rows],
            "label": [label for _, label, _ in rows],
            "children": counts,
            "share": [count / total if total else None for count in counts],
        },
        schema=BREAKDOWN_SCHEMA,
    )


def _themselves(code_set: str) -> dict[str, str]:
    """The groups of a code set, each its own key and label, in the order of the codes."""
    return {group: group for group in groups(code_set).values()}


def _listed(codes: pl.Series, code_set: str) -> pl.Series:
    """Codes that are in no list become null."""
    known = {code: code for code in meanings(code_set)}
    return codes.replace_strict(known, default=None, return_dtype=pl.String)
