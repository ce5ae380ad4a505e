"""Other headings and words that plans use, and what each means."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from kinward.programme.columns import FILES, FileKind
from kinward.tables import squeezed

THOUSANDS: Final = "_gbp_k"
"""The end of a heading whose amounts are in thousands of pounds."""


@cache
def aliases(kind: FileKind) -> dict[str, str]:
    """Other headings of a kind of file, and the column that each means; also in thousands."""
    rows = _data("headings.csv").filter(table=kind)
    found = dict(zip(rows["heading"], rows["column"], strict=True))
    pounds = {each.name for each in FILES[kind] if each.how == "pounds"}
    return found | {
        f"{heading}{THOUSANDS}": f"{column}{THOUSANDS}"
        for heading, column in found.items()
        if column in pounds
    }


@cache
def headings(kind: FileKind) -> tuple[str, ...]:
    """Every heading of a kind of file, those in thousands of pounds among them."""
    own = FILES[kind]
    thousands = [f"{each.name}{THOUSANDS}" for each in own if each.how == "pounds"]
    return (*(each.name for each in own), *thousands)


@cache
def words(field: str) -> dict[str, str]:
    """The words of a choice without case, spacing and punctuation, and what each means."""
    rows = _data("words.csv").filter(field=field)
    return {
        squeezed(one): str(means) for one, means in zip(rows["written"], rows["means"], strict=True)
    }


def status_of(progress: str) -> str | None:
    """The status that the words of a progress begin with ('missed: 1 referral'), or None."""
    for end in (len(progress), *(progress.find(mark) for mark in ":;,.-(")):
        found = words("reported").get(squeezed(progress[: max(end, 0)]))
        if found is not None:
            return found
    return None


@cache
def _data(name: str) -> pl.DataFrame:
    content = files("kinward.programme").joinpath("data", name).read_bytes()
    return pl.read_csv(content, infer_schema=False)
