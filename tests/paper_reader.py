"""What a reader takes from a paper beside its tables: sentences, large figures, charts, files.

Each number of a public paper's words is read as a count that the attacker knows, or is of a kind
that counts no children (dates, money, actions, chances). `unread` tells those that are neither, so
that a new sentence cannot stay unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final

from kinward.dates import month_ends
from kinward.reports.papers.model import (
    Bullets,
    Chart,
    KeyFigures,
    Note,
    NumberedRecommendations,
    Paper,
    Paragraph,
    Table,
)
from kinward.terms import CATEGORIES
from paper_attacker import Attack
from paper_puzzle import Cell

_KEYS: Final = {name.lower(): key for key, name in CATEGORIES.items()}
_AGES: Final = {
    "under 1": "<1", "1 to 4": "1-4", "5 to 9": "5-9", "10 to 15": "10-15", "16 and 17": "16-17",
    "16 to 17": "16-17", "18 and over": "18+", "18 or over": "18+",
}  # fmt: skip
_N, _P = r"(\d[\d,]*|none|no)", r"(\d+(?:\.\d+)?)%"
_DAY: Final = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_HARMLESS: Final = (
    r"\b\d+% of it\b", r"[−+]?£\d+(?:,\d{3})*(?:\.\d+)?(?: million)?", r"\b20\d\d/\d\d\b",
    rf"\b{_DAY}", r"\b[A-Z][a-z]+ 20\d\d\b", r"\b31 March\b", r"SSDA903",
    r"^[A-Z]?\d+(?:\.\d+)?: ", r"\bAction \d+\.\d+", r"\(\d+\.\d+\)$",
    r"\b\d+\.\d+ waits for \d+\.\d+", r"bands that hold 50, 80 and 95 of 100",
    r"^[\d,]+ periods? of care were under way when the returns begin",
    r"\b\d+(?:,\d+)* actions?\b", r"delivery is [^.]*", r"\b\d+ risks? (?:are|is) open[^.]*",
    r"Too little is done about \d+ risks?: [^.]*", r"\b\d+ in 100\b", r"\b\d+ times in \d+\b",
    r"\bbetween \d[\d,]* and \d[\d,]*\b", r"\b\d+ deliverables?\b",
    r"Of the \d+ figures that both tell, \d+ changed and \d+ did not",
    r"board’s \d+ measures?", r"\b\d+ measures?\b", r"section \d+G?", r"Act \d{4}",
    r"\b10,000\b", r"Counts from 1 to \d+ are hidden", r"\bunder 16\b", r"\b1 April\b",
    r"\bat most \d[\d,]*(?= children|$)", r"\bfor \d+% it falls\b(?: \d+ children)?",
    r"\bneeds \d[\d.,]* times its effect", r"\b\d+% interval(?:: [+−]?\d+ to [+−]?\d+)?",
    r"\bover the \d+ months\b", r"\bis \d+% with the plan and \d+% without it",
    r"\bbefore 18\b", r"\bturn 18\b", r"\b8 of 10 simulated",
    r"On average \d[\d,.]* placements (?:more|fewer) than budgeted",
)  # fmt: skip
"""Numbers that count no children, or what is expected of all of them together."""


class Reader:
    """Reads one paper into an attack.

    Attributes:
        unread: what numbers of its words were not understood.
        read: how many numbers of words, charts and cells were.
    """

    def __init__(self, attack: Attack, paper: Paper) -> None:
        self.attack, self.paper, self.day = attack, paper, paper.as_at
        self.before = month_ends(paper.as_at, 13)[0]
        self.unread: list[str] = []
        self.read = 0

    def all(self) -> Reader:
        """The tables, the words and the charts."""
        self.attack.read(self.paper.tables, self.day)
        for text in texts(self.paper):
            self.words(text)
        for chart in self.paper.blocks(Chart):
            self.chart(chart.key, chart.spec)
        return self

    # Words.

    def words(self, text: str) -> None:
        """Write down what a text says, sentence by sentence."""
        left = text
        for pattern, note in self._rules():
            for found in re.finditer(pattern, left):
                note(found)
                self.read += 1
            left = re.sub(pattern, " ", left)
        for harmless in _HARMLESS:
            left = re.sub(harmless, " ", left)
        self.unread += [f"{number}: {text}" for number in re.findall(r"\d[\d,.]*", left)]

    def _rules(self) -> Iterator[tuple[str, Any]]:
        yield (
            rf"looked after {_N} child(?:ren)?(?:, [^.:]*?(?:\([+−\d.]+%\))?)?"
            rf"(?:: {_N} began and {_N} ceased)?\.(?=\s|$)", self._stock,
        )  # fmt: skip
        yield r"That is \d+ (?:more|fewer) than a year before", _nothing
        yield r"That is [\d.,]+ for every 10,000 people(?: aged 0-17, mid-20\d\d)?", _nothing
        yield r"\([\d.]+%?, mean [\d.]+%?\)", _nothing
        yield (
            r"change of [+−]?\d[\d,]* to [^.:]*: (?:[a-z][^.:]* [+−]\d[\d,]*(?:, | and |;|\.))+",
            _nothing,
        )
        yield rf"{_N} (?:more|fewer) (?:looked after on|than without it)", _nothing
        yield rf"With the plan {_N} child(?:ren)? (?:are|is) expected", _nothing
        yield rf"{_N} expected with the plan \(line\), {_N} without it", _nothing
        yield rf"Another {_N} child(?:ren)? had short breaks", self._short_breaks
        yield rf"In (20\d\d)/\d\d, {_N} periods? of care began and {_N} ceased", self._year
        yield (
            rf"([A-Z ][^.:]*?) (?:rose|fell) from {_P} to {_P} of children \({_N} to {_N}\)",
            self._moved,
        )  # fmt: skip
        yield (
            rf"{_N} child(?:ren)? lives? in placements bought from [^:]*: {_P}"
            rf"(?:, (?:(?:up|down) from|the same as) {_P} a year before)?", self._bought,
        )  # fmt: skip
        yield rf"largest age group is ([^:]+): {_N} child(?:ren)?, {_P} of all", self._age
        yield rf"{_N} (?:is an|are) unaccompanied asylum-seeking child(?:ren)? \({_P}\)", self._uasc
        then = rf"(?:, (?:(?:up|down) from|the same as) {_P}[^.%]*)?\."
        yield (
            rf"{_P} of children looked after had (?:three or )more placements[^.%]*?{then}",
            self._three,
        )
        yield rf"{_P} of those under 16 and long in care[^.%]*?{then}", self._long
        yield (
            rf"about {_N} child(?:ren)? (?:are|is) expected to be looked after, "
            rf"(?:{_N} (?:more|fewer) than|as many as) on {_DAY}(?: \([+−\d.]+%\))?", _nothing,
        )  # fmt: skip
        yield rf"{_N} child(?:ren)? (?:in our care|expected) on", _nothing
        yield (
            rf"{_P} had three or more placements in the year(?:; {_P} of long stays)?",
            self._three,
        )
        yield r"([A-Z][\w ,-]+): (\d+)% of children \(the upright", self._together
        yield rf"(?:children )?looked after: expected {_N}(?: on {_DAY} and {_N})?", _nothing
        yield rf"On {_DAY} about {_N} child(?:ren)?, ", _nothing
        yield rf"{_N} (?:more|fewer) child(?:ren)? looked after (?:on|than)[^.]*", _nothing
        yield rf"([\w’ -]+) from {_N} to about {_N} \([^)]*\)", self._ahead
        yield r"(?:in|homes:|and|,) ((?:[a-z]+[ -]){0,2}[a-z]+) \((\d+)%\)", self._about
        yield rf"([a-z][\w’ -]+) needs {_N} more", _nothing
        yield rf"Most began at age [^()]* \({_N} of {_N} in (20\d\d)/\d\d\)", _nothing

    def _stock(self, found: re.Match[str]) -> None:
        assert _number(found[1]) == self.attack.totals[self.day]
        if found[2]:
            assert (self.day.month, self.day.day) == (3, 31)
            for name, said in (("entries", found[2]), ("exits", found[3])):
                self.attack.note((name, self.day.year), _number(said))

    def _short_breaks(self, found: re.Match[str]) -> None:
        self.attack.note(("short_breaks", self.day), _number(found[1]))

    def _year(self, found: re.Match[str]) -> None:
        for name, said in (("entries", found[2]), ("exits", found[3])):
            self.attack.note((name, int(found[1]) + 1), _number(said))

    def _moved(self, found: re.Match[str]) -> None:
        key = _KEYS[found[1].strip().lower()]
        self.attack.note(("category", self.before, key), _number(found[4]))
        self.attack.note(("category", self.day, key), _number(found[5]))

    def _bought(self, found: re.Match[str]) -> None:
        kinds = ("independent_fostering", "external_residential")
        now, then = ({("category", day, k): 1.0 for k in kinds} for day in (self.day, self.before))
        self.attack.equal(now, _number(found[1]))
        if found[3]:
            self._share(then, float(found[3]), 0.05, self.before)

    def _age(self, found: re.Match[str]) -> None:
        self.attack.note(("age_band", self.day, _AGES[found[1].strip()]), _number(found[2]))

    def _uasc(self, found: re.Match[str]) -> None:
        self.attack.note(("uasc", self.day, "uasc"), _number(found[1]))

    def _ahead(self, found: re.Match[str]) -> None:
        key = _KEYS[re.sub(r"^.*\b(?:and|shown) ", "", found[1]).strip().lower()]
        self.attack.note(("category", self.day, key), _number(found[2]))

    def _about(self, found: re.Match[str]) -> None:
        name = next(name for name in _KEYS if found[1].endswith(name))
        self._share({("category", self.day, _KEYS[name]): 1.0}, float(found[2]), 0.5, self.day)

    def _together(self, found: re.Match[str]) -> None:
        names = re.split(r", | and ", found[1].lower())
        cells = {("category", self.day, _KEYS[name]): 1.0 for name in names}
        self._share(cells, float(found[2]), 0.5, self.day)

    def _three(self, found: re.Match[str]) -> None:
        cells = {("three_or_more_children", self.day): 1.0}
        self._share(cells, float(found[1]), 0.05, self.day)

    def _long(self, found: re.Match[str]) -> None:
        """Its base is told by a table alone, which tells the count."""

    def _share(self, cells: dict[Cell, float], pct: float, half: float, day: date) -> None:
        total = self.attack.totals[day]
        self.attack.between(cells, (pct - half) * total / 100, (pct + half) * total / 100)

    # Charts.

    def chart(self, key: str, spec: dict[str, Any]) -> None:
        """Write down what the rows behind a chart say."""
        for row in _rows(spec):
            if key == "by_category":
                self._bar(row)
            elif key in ("stock_by_category", "forecast_category_months"):
                self._past(row)
            elif key in ("entries_by_age", "exits_by_cause"):
                self._part(key, row)
            else:
                assert key in _OF_ALL or not spec, key

    def _bar(self, row: dict[str, Any]) -> None:
        name = _KEYS[str(row["label"]).replace("|", " ").lower()]
        for field, day in (("share", self.day), ("share_before", self.before)):
            if row.get(field) is not None:
                count = round(row[field] * self.attack.totals[day])
                self.attack.note(("category", day, name), count)
                self.read += 1

    def _past(self, row: dict[str, Any]) -> None:
        day = datetime.strptime(row["x"], "%Y/%m/%d").date()  # noqa: DTZ007
        if row["value"] is None or row.get("low") is not None or day > self.day:
            return
        name = str(row["group"]).replace("|", " ").lower()
        self.attack.note(("category", day, _KEYS[name]), round(row["value"]))
        self.read += 1

    def _part(self, key: str, row: dict[str, Any]) -> None:
        if row["value"] is None:
            return
        group = str(row["group"]).replace("|", " ")
        name = _AGES.get(group.lower()) or _CAUSES[group]
        self.attack.note((key, row["x"], name), row["value"])
        self.read += 1


_CAUSES: Final = {
    "Returned home": "home", "Adopted": "adopted", "Custody or other": "custody_or_other",
    "Special guardianship or child arrangements order": "permanence_order",
    "Left to live independently": "independent", "Reached 18": "eighteen", "Unknown": "unknown",
}  # fmt: skip
_OF_ALL: Final = {
    "years", "forecast_total", "forecast_cost", "scorecard_control_looked_after", "stability",
    "reviews", "scorecard_control_rate_per_10000", "rates", "scorecard_control_net_change",
    "plan_children", "plan_actions", "money_variance", "money_months", "money_unit_costs",
    "neighbours", "neighbour_trend",
}  # fmt: skip
"""Charts of all children together, and others that hold what their tables do."""


def _nothing(found: re.Match[str]) -> None:
    """It tells of all children, who are published, or what a table of the paper says too."""


def _number(said: str) -> int:
    return 0 if said in ("none", "no") else int(said.replace(",", ""))


def _rows(spec: Any) -> Iterator[dict[str, Any]]:
    for rows in spec.get("datasets", {}).values():
        yield from rows


def texts(paper: Paper) -> Iterator[str]:
    """Every piece of running text: paragraphs, lists, large figures, captions, words of charts."""
    for part in paper.parts:
        yield part.heading
        if part.key == "appendix-definitions":
            continue
        for block in part.blocks:
            if isinstance(block, Paragraph | Note):
                yield block.text
            elif isinstance(block, Bullets | NumberedRecommendations):
                yield from block.items
            elif isinstance(block, Chart):
                yield from (block.caption, block.alt)
            elif isinstance(block, KeyFigures):
                yield from (f"{number} {words}" for number, words in block.items)
            elif isinstance(block, Table):
                yield block.table.title
