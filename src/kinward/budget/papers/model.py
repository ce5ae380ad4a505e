"""A paper, what it should hold to, and what came of holding it to that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from kinward.budget.papers.interval import Interval
from kinward.budget.papers.nodes import Node
from kinward.budget.papers.tables import PaperTable

Verdict = Literal["agrees", "rounding", "contradicts", "cannot_be_checked", "not_checked"]
VERDICTS: Final[Mapping[Verdict, str]] = {
    "contradicts": "contradicts",
    "cannot_be_checked": "cannot be checked",
    "not_checked": "not checked",
    "rounding": "agrees, given the rounding",
    "agrees": "agrees",
}
"""What a check can come to, the gravest first: no rounding explains the difference; a number that
it needs is not printed; a claim that names no figure; the rounding of the numbers that it is worked
out from explains the difference; it is what is printed."""


@dataclass(frozen=True)
class Identity:
    """What one printed number should be, on each of some rows of a table, or once.

    Attributes:
        what: the identity in words.
        text: the expression as declared, for people.
        printed, figure: its two sides.
        table: the name of the table on whose rows it stands; empty if it stands on none.
        about: the table that it is told under.
        groups: the rows that belong together, in order; each row of the table is in one at most.
        positions: the rows that are checked.
        why: a reason that is known for a difference.
    """

    what: str
    text: str
    printed: Node
    figure: Node
    table: str
    about: str
    groups: tuple[tuple[int, ...], ...] = ()
    positions: frozenset[int] = frozenset()
    why: str = ""


@dataclass(frozen=True)
class Claim:
    """What the text says, and the figure of the tables to hold it against.

    Attributes:
        position: its place in the table of claims.
        figure: None where the file names none.
        text: the figure as declared.
    """

    what: str
    unit: str
    about: str
    position: int
    figure: Node | None
    text: str
    why: str = ""


@dataclass(frozen=True)
class Paper:
    """Everything that is checked of a paper.

    Attributes:
        tables: by name; the claims, if there are any, are the table `claims`.
    """

    title: str
    tables: Mapping[str, PaperTable]
    identities: tuple[Identity, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Check:
    """One number of a paper, held against what it should be.

    Attributes:
        kind: whether it is of a table or of the text.
        table: the file that it is about.
        row: as a spreadsheet counts, the row there or, of a claim, the row of the claims; None
            where it stands on no row.
        label: what the row is called.
        what: the identity or the claim in words.
        expression: the figure as declared; empty where there is none.
        unit: of a claim; else empty.
        printed: the number as printed, with its rounding; None where it could not be read.
        recomputed: what it should be, with the rounding of what it is made from; None where it
            could not be worked out.
        decimals: those that the number is printed with.
        reason: why it could not be checked; else empty.
        why: the reason for a difference that the declaration tells.
    """

    kind: Literal["identity", "claim"]
    table: str
    row: int | None
    label: str
    what: str
    expression: str
    unit: str
    printed: Interval | None
    recomputed: Interval | None
    decimals: int
    verdict: Verdict
    reason: str = ""
    why: str = ""

    @property
    def difference(self) -> Fraction | None:
        """What is printed above what it should be; None where either is missing."""
        if self.printed is None or self.recomputed is None:
            return None
        return self.printed.value - self.recomputed.value

    @property
    def unexplained(self) -> Fraction | None:
        """The least of the difference that no rounding explains; None where either is missing."""
        if self.printed is None or self.recomputed is None:
            return None
        return self.printed.gap(self.recomputed)
