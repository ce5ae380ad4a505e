"""Which services are told together, so that no public table, nor several, tell of few placements.

A service is hidden where it has few placements, and where the children's tables hide its category:
what it costs by the week's price would be the number of its placements.

Whoever holds the tables of children beside the money can take the children of each shown category
from the placements. So services are told together within what those tables leave together, and
never across it: those of one shown category; those of all hidden categories; those outside care.
What is left of any group is then the group itself, or what is public already, whatever month's
tables are taken. The money is of the year so far: a category that was hidden at one month end of
the year stays hidden, as its service told alone would tell of that month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_start
from kinward.ledger.activity import total
from kinward.ledger.model import Line
from kinward.reference.parameters import parameter
from kinward.reports.disclosure.cells import is_small

Group = frozenset[int]
"""Places of lines."""

_HIDDEN: Final = "hidden"
_OUTSIDE: Final = "outside care"


@dataclass(frozen=True)
class Children:
    """What the protected tables of children tell by category.

    Attributes:
        told: categories shown on the day, with more than nought.
        hidden: those hidden on the day.
        before: those hidden at a month end of the financial year, up to the day.
    """

    told: frozenset[str]
    hidden: frozenset[str]
    before: frozenset[str]

    def now(self, category: str | None) -> str:
        """What the table of the day leaves a category together with."""
        if category is None:
            return _OUTSIDE
        return _HIDDEN if category in self.hidden else category

    def in_year(self, category: str | None) -> str:
        """What the tables of the year leave a category together with.

        One that shows nought tells nothing of placements that have ended: it counts as hidden.
        """
        if category is None or category in self.told - self.before:
            return category or _OUTSIDE
        return _HIDDEN


def children_of(shown: Summary | None, year: int) -> Children | None:
    """What the tables of children tell; None where none stands beside the money.

    Args:
        shown: the protected baseline.
        year: the financial year of the money.
    """
    frame = None if shown is None else shown.breakdowns.get("category")
    if shown is None or frame is None:
        return None
    stock = shown.stock_by_category
    of_year = pl.col("month").is_between(year_start(year), shown.as_at)
    before = stock.filter(of_year) if stock.height else frame
    return Children(
        told=_keys(frame, pl.col("children") > 0),
        hidden=_keys(frame, pl.col("children").is_null()),
        before=_keys(before, pl.col("children").is_null()),
    )


def _keys(frame: pl.DataFrame, which: pl.Expr) -> frozenset[str]:
    return frozenset(frame.filter(which)["key"].to_list())


@dataclass(frozen=True)
class Rule:
    """What makes a service one to hide, and a group one that hides its services.

    Attributes:
        limit: the largest number of placements that is small.
        children: what the children's tables tell; None for no such tables.
    """

    limit: int
    children: Children | None = None

    def few(self, line: Line) -> bool:
        """Whether a line, or a sum of lines, is of few placements: in the year, now or on average.

        The average is what the cost is by the week's price.
        """
        actual = line.actual
        counts = (actual.touching, actual.snapshot, round(actual.yearly_average or 0))
        return any(is_small(count, self.limit) for count in counts)

    def hides(self, line: Line) -> bool:
        """Whether a line must not be told alone."""
        if line.kind != "service":
            return False
        return self.few(line) or (line.actual.touching > 0 and self._covered(line))

    def _covered(self, line: Line) -> bool:
        return self.children is not None and line.category in (
            self.children.hidden | self.children.before
        )

    def small_grant(self, line: Line) -> bool:
        """Whether a grant may be for no more children than the limit, by its sum."""
        most = self.limit * parameter("grant_child_year").value * 100
        return line.kind == "grant" and 0 < abs(line.actual.projected) <= most


def _has_placements(line: Line) -> bool:
    """In the year or on the day, which can lie outside of it."""
    return bool(line.actual.touching or line.actual.snapshot)


def groups(lines: Sequence[Line], rule: Rule) -> list[Group] | None:
    """The services to be told together; None where they cannot be."""
    return _Services(lines, rule).groups()


@dataclass(frozen=True)
class _Services:
    lines: Sequence[Line]
    rule: Rule

    @cached_property
    def _mixed(self) -> bool:
        """Whether a hidden category has no placements, as that of children at no cost.

        Then nothing tells how many placements the hidden categories have, and services outside care
        cannot be told from theirs.
        """
        children = self.rule.children
        if children is None:
            return False
        paid = {line.category for line in self.lines if _has_placements(line)}
        return bool(children.hidden - paid)

    def _of_year(self, place: int) -> str:
        children = self.rule.children
        told = "" if children is None else children.in_year(self.lines[place].category)
        return _HIDDEN if told == _OUTSIDE and self._mixed else told

    def _today(self, place: int) -> str:
        children = self.rule.children
        told = "" if children is None else children.now(self.lines[place].category)
        return _HIDDEN if told == _OUTSIDE and self._mixed else told

    def groups(self) -> list[Group] | None:
        columns: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            if line.kind == "service" and _has_placements(line):
                columns[self._of_year(place)].append(place)
        found = [self._within(places) for places in columns.values()]
        if any(own is None for own in found):
            return None
        return [group for own in found if own for group in own]

    def _within(self, places: Sequence[int]) -> list[Group] | None:
        """The groups of services that the tables of children leave together.

        By section where that is enough; else with those of other sections, and at last with
        services that could be told alone.
        """
        hidden = frozenset(p for p in places if self.rule.hides(self.lines[p]))
        sections = dict.fromkeys(self.lines[p].section for p in sorted(hidden))
        apart = [frozenset(p for p in hidden if self.lines[p].section == s) for s in sections]
        kept = [group for group in apart if self._enough(group)]
        pool = frozenset[int]().union(*(group for group in apart if group not in kept))
        kept.sort(key=lambda group: -self._placements(group))
        own = {self.lines[p].section for p in pool}
        rest = [p for p in places if p not in hidden]
        rest.sort(key=lambda p: (self.lines[p].section in own, -self.lines[p].actual.touching))
        while pool and not self._enough(pool):
            if kept:
                pool |= kept.pop()
            elif rest:
                pool |= {rest.pop()}
            else:
                return None
        return [*kept, pool] if pool else kept

    def _placements(self, group: Group) -> int:
        return sum(self.lines[place].actual.touching for place in group)

    def _enough(self, group: Group) -> bool:
        """Whether a group tells of none of its services, nor of a hidden category: by the sums of
        the year, and by those of the day."""
        whole = total([self.lines[place] for place in group], "")
        column = self._of_year(min(group))
        if self.rule.few(whole) or not self._several(column, group):
            return False
        today: dict[str, Group] = defaultdict(frozenset)
        for place in group:
            if self.lines[place].actual.snapshot:
                today[self._today(place)] |= {place}
        return all(
            self._several(name, own) or name != _HIDDEN for name, own in today.items()
        ) and not any(is_small(self._open(own), self.rule.limit) for own in today.values())

    def _several(self, column: str, group: Group) -> bool:
        """Whether services are more than one; where they are hidden, of more than one category."""
        if column != _HIDDEN:
            return len(group) > 1
        return len({self.lines[place].category or place for place in group}) > 1

    def _open(self, group: Group) -> int:
        return sum(self.lines[place].actual.snapshot or 0 for place in group)
