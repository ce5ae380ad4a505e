"""What a paper for a meeting holds, before it is written in any format."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

from kinward.errors import ArgumentError
from kinward.reports.table import ReportTable, long_date

Audience = Literal["public", "exempt"]
B = TypeVar("B")

_KEY: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Paragraph:
    """Running text. Each line of it is a paragraph of its own.

    Attributes:
        from_figures: whether the words were made from the figures, so that they are made again
            when the figures change; the others are somebody's own and are kept.
        key: by which the same paragraph is found again next month.
    """

    text: str
    from_figures: bool
    key: str


@dataclass(frozen=True)
class Bullets:
    """A list without an order.

    Attributes:
        key: by which somebody's own items are put with it; empty for a list that stays as it is.
    """

    items: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class NumberedRecommendations:
    """What a meeting is asked to decide, numbered from 1; `key` as that of `Bullets`."""

    items: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class Table:
    """A table; its title is its caption."""

    table: ReportTable


@dataclass(frozen=True)
class Chart:
    """A chart.

    Attributes:
        key: unique among the charts of the paper.
        spec: a Vega-Lite specification.
        caption: the finding.
        alt: what it shows, for those who cannot see it.
    """

    key: str
    spec: dict[str, Any]
    caption: str
    alt: str


@dataclass(frozen=True)
class Note:
    """A remark in smaller print."""

    text: str


@dataclass(frozen=True)
class KeyFigures:
    """A few figures, large: each with what it is of, as a sentence would go on."""

    items: tuple[tuple[str, str], ...]


Block = Paragraph | Bullets | NumberedRecommendations | Table | Chart | Note | KeyFigures


@dataclass(frozen=True)
class PaperPart:
    """A heading and what stands under it.

    Attributes:
        key: its anchor: letters, digits, hyphens and underscores, unique in the paper.
        level: 1 for a part of the paper, 2 for a part of the part before it, and so on to 4.
        exempt: the paragraph (1 to 7) of Part 1 of Schedule 12A to the Local Government Act 1972
            by which this part, with its own parts, is kept from the public; None where it is not.
    """

    key: str
    heading: str
    level: int
    blocks: tuple[Block, ...] = ()
    exempt: int | None = None


@dataclass(frozen=True)
class Paper:
    """A paper for a meeting, or a report that is laid out like one.

    Attributes:
        meeting: which meeting it is for; empty for none.
        date: of the meeting; None for none.
        as_at: the day that the figures are of.
        programme_on: the day on which it tells the programme; None where it tells none.
        audience: `public`, or `exempt` for those who may see all of it.
        status: a line on its standing, at the head of every page.
        numbers_hidden: whether its tables, charts and text have gone through disclosure control.
            No paper for the public is written without.
        made_up: whether the data is made up, which every page then says.

    Raises:
        ArgumentError: headings skip a level, a key is there twice or is none, a chart says
            nothing to those who cannot see it, or an exemption is unknown.
    """

    title: str
    meeting: str
    date: datetime.date | None
    as_at: datetime.date
    authority: str
    audience: Audience
    status: str
    parts: tuple[PaperPart, ...]
    numbers_hidden: bool = False
    made_up: bool = False
    programme_on: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse what no writer could write."""
        _check_parts(self.parts)
        for kind, keys in (
            ("part", [part.key for part in self.parts]),
            ("table", [block.table.key for block in self.blocks(Table)]),
            ("chart", [block.key for block in self.blocks(Chart)]),
        ):
            _check_keys(kind, keys)
        for chart in self.blocks(Chart):
            if not chart.alt.strip():
                raise _refused(f"The chart {chart.key} has no words for those who cannot see it")

    def blocks(self, kind: type[B]) -> Iterator[B]:
        """The blocks of a kind, in order."""
        for part in self.parts:
            yield from (block for block in part.blocks if isinstance(block, kind))

    @property
    def tables(self) -> list[ReportTable]:
        """The tables, in order."""
        return [block.table for block in self.blocks(Table)]

    @property
    def details(self) -> list[tuple[str, str]]:
        """What stands under the title: name and value."""
        told = [("Authority", self.authority), ("Meeting", self.meeting)]
        if self.date is not None:
            told.append(("Date", long_date(self.date)))
        told.append(("Figures as at", long_date(self.as_at)))
        if self.programme_on is not None:
            told.append(("Programme as at", long_date(self.programme_on)))
        return [(name, value) for name, value in told if value]


def _check_parts(parts: tuple[PaperPart, ...]) -> None:
    before = 0
    for part in parts:
        if not 1 <= part.level <= min(before + 1, 4):
            raise _refused(f"The heading of the part {part.key} skips a level")
        if part.exempt is not None and not 1 <= part.exempt <= 7:
            raise _refused(f"The part {part.key} is exempt by a paragraph that is not 1 to 7")
        before = part.level


def _check_keys(kind: str, keys: list[str]) -> None:
    wrong = next((key for key in keys if not _KEY.fullmatch(key)), None)
    if wrong is not None:
        raise _refused(f"A {kind} of the paper has the key {wrong!r}, which is none")
    twice = next((key for key, times in Counter(keys).items() if times > 1), None)
    if twice is not None:
        raise _refused(f"The {kind} {twice} is in the paper twice")


def _refused(what: str) -> ArgumentError:
    return ArgumentError(what, remedy="The paper has to be put together another way.")
