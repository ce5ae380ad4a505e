"""Savings that could be counted twice: stated, shared, or only suspected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kinward.dates import year_name
from kinward.ledger.explain import signed
from kinward.programme.amounts import counted, parts
from kinward.programme.model import Programme, Saving
from kinward.tables import squeezed

How = Literal["stated", "shared", "suspected"]
HOW: Final[dict[How, str]] = {
    "stated": "Counted once: it is part of another",
    "shared": "Split between actions",
    "suspected": "To be looked at",
}
"""What is done about an overlap."""
MOST: Final = 10
"""Overlaps that are shown one by one: pairs grow faster than the savings do."""


@dataclass(frozen=True)
class Overlap:
    """Savings that have to do with the same money.

    Attributes:
        how: `stated` (one is part of another and counts there), `shared` (one is split between
            actions) or `suspected` (two have the same year and placement type: somebody must look).
        savings: refs.
        pence: the target that would count twice if nobody had said so; of suspected ones the
            smaller.
        reason: in words.
    """

    how: How
    savings: tuple[str, ...]
    pence: int
    reason: str


@dataclass(frozen=True)
class Largest:
    """The overlaps of the most money, and what is left of them.

    Attributes:
        shown: the largest first.
        more: how many others there are; `more_pence` is theirs together.
        pence: of all of them.
    """

    shown: tuple[Overlap, ...]
    more: int
    more_pence: int
    pence: int


def overlaps(programme: Programme) -> tuple[Overlap, ...]:
    """Every overlap of a programme's savings, that of the most money first."""
    found = (
        *_stated(programme),
        *(_shared(each) for each in counted(programme.savings) if each.shares),
        *_suspected(counted(programme.savings)),
    )
    return tuple(sorted(found, key=lambda each: -each.pence))


def largest(found: Sequence[Overlap], most: int = MOST) -> Largest:
    """Those that are shown one by one, of all as `overlaps` gives them, and the sum of the rest."""
    rest = sum(each.pence for each in found[most:])
    whole = sum(each.pence for each in found)
    return Largest(tuple(found[:most]), max(len(found) - most, 0), rest, whole)


def _stated(programme: Programme) -> Iterator[Overlap]:
    for each in programme.savings:
        if each.same_as:
            yield Overlap(
                "stated", (each.ref, each.same_as), each.target_pence,
                f"{each.ref} ({signed(each.target_pence)}) is part of {each.same_as} and counts "
                "there alone.",
            )  # fmt: skip


def _shared(saving: Saving) -> Overlap:
    split = parts(saving, saving.target_pence)
    told = ", ".join(f"{signed(pence)} to {ref or 'no action'}" for ref, pence in split.items())
    others = sum(pence for ref, pence in split.items() if ref != saving.action)
    return Overlap(
        "shared", (saving.ref,), others,
        f"{saving.ref} ({signed(saving.target_pence)}) is split: {told}.",
    )  # fmt: skip


def _suspected(savings: tuple[Saving, ...]) -> Iterator[Overlap]:
    """Pairs of different actions that take from the same placement type in the same year."""
    seen: dict[tuple[int, str], list[Saving]] = {}
    for each in savings:
        if not each.placement_type or each.target_pence <= 0:
            continue
        same = seen.setdefault((each.financial_year, squeezed(each.placement_type)), [])
        for other in same:
            if other.action != each.action or not each.action:
                yield Overlap(
                    "suspected", (other.ref, each.ref), min(other.target_pence, each.target_pence),
                    f"{other.ref} and {each.ref} both lower the spend on {each.placement_type} in "
                    f"{year_name(each.financial_year)}: see that they count different children or "
                    "prices, or say that one is part of the other.",
                )  # fmt: skip
        same.append(each)
