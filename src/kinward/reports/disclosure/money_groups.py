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
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kinward.ledger.activity import total
from kinward.ledger.model import Line
from kinward.reference.parameters import parameter
from kinward.reports.disclosure.cells import is_small
from kinward.reports.disclosure.money_children import Children

Group = frozenset[int]
"""Places of lines."""

_ALL: Final = "all"
_HIDDEN: Final = "hidden"
_OUTSIDE: Final = "outside care"


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


def _grown(pool: Group, more: Iterable[Group], enough: Callable[[Group], bool]) -> Group:
    """A pool with so many others as make it enough, or with all of them."""
    for group in more:
        if enough(pool):
            break
        pool |= group
    return pool


def groups(lines: Sequence[Line], rule: Rule) -> list[Group] | None:
    """The services to be told together; None where they cannot be."""
    return _Services(lines, rule).groups()


@dataclass(frozen=True)
class _Services:
    lines: Sequence[Line]
    rule: Rule

    @cached_property
    def _hidden(self) -> frozenset[str]:
        """Categories that the children's table of the day hides."""
        return frozenset() if self.rule.children is None else self.rule.children.hidden

    @cached_property
    def _outside(self) -> frozenset[str | None]:
        """Categories of which the tables of children do not tell how many placements they have:
        none, as outside care, and those of few placements though more children are shown."""
        told = frozenset[str]() if self.rule.children is None else self.rule.children.told
        few = {each for each in told if self._of({each}) <= self.rule.limit}
        return frozenset({None, *few})

    @cached_property
    def _mixed(self) -> bool:
        """Whether a hidden category has no placements, as that of children at no cost.

        Then nothing tells how many placements the hidden categories have, and services outside care
        cannot be told from theirs.
        """
        return bool(self._hidden - {line.category for line in self.lines if _has_placements(line)})

    @cached_property
    def _few_left(self) -> bool:
        """Whether the children of hidden categories, less the placements of these, are few: those
        of the categories that have none."""
        children = self.rule.children
        if children is None or not self._mixed:
            return False
        placed = self._of(self._hidden)
        return placed > 0 and is_small(children.covered - placed, self.rule.limit)

    def _of_year(self, place: int) -> str:
        """What the tables of the year leave a service together with."""
        return self._column(place, lambda children: children.told - children.before)

    def _today(self, place: int) -> str:
        """What the table of the day leaves a service together with."""
        return self._column(place, lambda children: children.told)

    def _column(self, place: int, told: Callable[[Children], frozenset[str]]) -> str:
        category, children = self.lines[place].category, self.rule.children
        if children is None:
            return _ALL
        if category in self._outside:
            return _HIDDEN if self._mixed else _OUTSIDE
        return category if category in told(children) else _HIDDEN

    def groups(self) -> list[Group] | None:
        columns: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            if line.kind == "service" and _has_placements(line):
                columns[self._of_year(place)].append(place)
        found = [self._within(column, places) for column, places in columns.items()]
        if any(own is None for own in found):
            return None
        return self._filled([group for own in found for group in own or ()])

    def _within(self, column: str, places: Sequence[int]) -> list[Group] | None:
        """The groups of services that the tables of children leave together.

        By section where that is enough; else with those of other sections, and at last with
        services that could be told alone.
        """
        hidden = frozenset(p for p in places if self.rule.hides(self.lines[p]))
        sections = dict.fromkeys(self.lines[p].section for p in sorted(hidden))
        apart = [frozenset(p for p in hidden if self.lines[p].section == s) for s in sections]
        kept = [g for g in apart if self._covers(g, column) and not self._few(g)]
        pool = frozenset[int]().union(*(group for group in apart if group not in kept))
        kept.sort(key=lambda group: -self._placements(group))
        if not pool:
            return kept
        own = {self.lines[p].section for p in pool}
        rest = sorted(
            (p for p in places if p not in hidden),
            key=lambda p: (self.lines[p].section in own, -self.lines[p].actual.touching),
        )

        def enough(group: Group) -> bool:
            return self._covers(group, column) and not self._few(group)

        more = [*reversed(kept), *(frozenset({p}) for p in reversed(rest))]
        pool = _grown(pool, more, enough)
        if not enough(pool) and not self._public(pool, column):
            return None
        return [*(group for group in kept if not group <= pool), pool]

    def _filled(self, found: list[Group]) -> list[Group] | None:
        """The groups, those of few placements together with so many others as are needed.

        Of few are only those left whose placements are what the children's tables tell anyway: it
        is no matter with which others they are told.
        """
        pool = frozenset[int]().union(*(group for group in found if self._few(group)))
        kept = [group for group in found if not self._few(group)]
        grouped = frozenset[int]().union(*found)
        alone = [
            p
            for p, line in enumerate(self.lines)
            if line.kind == "service" and line.actual.touching and p not in grouped
        ]
        if not pool:
            return kept
        alone.sort(key=lambda p: -self.lines[p].actual.touching)
        more = [*(frozenset({p}) for p in reversed(alone)), *reversed(kept)]
        pool = _grown(pool, more, lambda group: not self._few(group))
        if self._few(pool):
            return None
        return [*(group for group in kept if not group <= pool), pool]

    def _few(self, group: Group) -> bool:
        return self.rule.few(total([self.lines[place] for place in group], ""))

    def _placements(self, group: Group) -> int:
        return sum(self.lines[place].actual.touching for place in group)

    def _of(self, categories: Collection[str]) -> int:
        return self._open(p for p, line in enumerate(self.lines) if line.category in categories)

    def _open(self, group: Iterable[int]) -> int:
        return sum(self.lines[place].actual.snapshot or 0 for place in group)

    def _covers(self, group: Group, column: str) -> bool:
        """Whether a group tells of none of its services, nor of a hidden category, whoever takes
        from it what the tables of the year tell, or those of the day."""
        today: dict[str, Group] = defaultdict(frozenset)
        for place in group:
            if self.lines[place].actual.snapshot:
                today[self._today(place)] |= {place}
        if column == _HIDDEN and self._few_left and not self._covered(today[_HIDDEN]):
            return False
        return self._several(group, column) and all(
            self._safe(own, name) for name, own in today.items()
        )

    def _covered(self, group: Group) -> bool:
        """Whether a service that the tables of children tell nothing of is in a group."""
        return any(self.lines[place].category in self._outside for place in group)

    def _several(self, group: Group, column: str) -> bool:
        """Whether services are more than one; where they are hidden, of more than one category."""
        if column != _HIDDEN:
            return len(group) > 1
        return len({self.lines[place].category or place for place in group}) > 1

    def _safe(self, group: Group, column: str) -> bool:
        """Whether what a group has of a column of the day's tables may be known."""
        small = is_small(self._open(group), self.rule.limit)
        if column != _HIDDEN or self.rule.children is None:
            return not small
        beside = self._hidden | self._outside
        masks = frozenset(p for p in group if self.lines[p].category in beside)
        if masks and not self._several(masks, column):
            return False
        return not small or self._all_hidden(group)

    def _all_hidden(self, group: Group) -> bool:
        """Whether a group has all that is hidden on the day: the tables tell how many these are, as
        what is left of the children looked after."""
        every = {p for p, line in enumerate(self.lines) if line.category in self._hidden}
        return not self._mixed and group >= {p for p in every if self.lines[p].actual.snapshot}

    def _public(self, group: Group, column: str) -> bool:
        """Whether the tables of children tell how many placements a group has."""
        if column == _HIDDEN:
            return self._covers(group, column) and self._all_hidden(group)
        return column not in (_ALL, _OUTSIDE)
