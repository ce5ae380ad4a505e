"""What holding the ledger against the return gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinward.terms import Level


@dataclass(frozen=True)
class Difference:
    """One disagreement of the ledger and the return. It points at a row and names no child.

    Attributes:
        kind: a key of `kinds.KINDS`.
        file: the file, as its reader names it: of the ledger, or of the return where the ledger
            has nothing.
        row: the first row of the placement, or of the episode, as a spreadsheet counts.
        days: on which they disagree, up to the last day compared.
        unpaid: True where the ledger lacks the cost, False where it pays what the return does not
            bear out.
        pence: at stake on all of those days; None where nothing in the ledger tells a price.
        pence_in_year: the part in the financial year of the as-at date.
        estimated: True where the ledger has no placement to price the days by, so that the
            placement of the median weekly cost in the category stands in for it.
        message: what is the matter, as a sentence.
        remedy: what to do about it, as a sentence.
    """

    kind: str
    level: Level
    file: str
    row: int
    days: int
    unpaid: bool
    pence: int | None
    pence_in_year: int | None
    estimated: bool
    message: str
    remedy: str


@dataclass(frozen=True)
class Tally:
    """The differences of one kind together; money that nothing tells counts as nought.

    Attributes:
        unpriced: how many of them have no price.
    """

    kind: str
    number: int
    days: int
    pence: int
    pence_in_year: int
    unpriced: int


@dataclass(frozen=True)
class Match:
    """The ledger held against the return.

    Attributes:
        first, last: the days compared, both included: those that the returns cover without a
            missing year, up to the as-at date.
        in_return: children looked after on a day compared, in a category that a ledger pays for.
        in_ledger: children with a placement of a category on a day compared.
        in_both: children who are in both.
        stays: of the return, in such a category: the same carers and the same category.
        placements: of the ledger.
        matched: stays that a placement of the ledger matches in category, start and end.
        days: child-days on which either has the child in a placement to be paid for.
        days_agreed: those of them on which both have it in the same category.
        short_breaks: placements left apart, because the child was in short breaks and not looked
            after while they ran.
        without_child: placements of no child, which cannot be compared.
        differences: by kind, those with the most money first.
        kinds: the differences of each kind together, in the order of `kinds.KINDS`.
    """

    as_at: date
    first: date
    last: date
    in_return: int
    in_ledger: int
    in_both: int
    stays: int
    placements: int
    matched: int
    days: int
    days_agreed: int
    short_breaks: int
    without_child: int
    differences: tuple[Difference, ...]
    kinds: tuple[Tally, ...]

    @property
    def share(self) -> float | None:
        """The share of days agreed; None where there is no day."""
        return self.days_agreed / self.days if self.days else None
