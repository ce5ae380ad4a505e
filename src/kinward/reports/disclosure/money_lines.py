"""Which lines of the money are told together, so that none of few placements is found.

A service is hidden where it has few placements, and where the children's tables hide its category:
what it costs by the week's price would be the number of its placements. Hidden services are told
with one another rather than with one that is shown, as that one's children are told by month: what
is left of the sum would be those of the other. They are told within their section where that is
enough, and else with those of other sections, apart from both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from kinward.ledger.activity import total
from kinward.ledger.model import Actual, Line
from kinward.ledger.variance import analysis_of, average_price
from kinward.reference.parameters import parameter
from kinward.reports.disclosure.cells import is_small

TOGETHER: Final = "Smaller services together"
WITH_GRANTS: Final = "Grants and other lines together"
SECTIONS: Final = "Of several sections"

Group = frozenset[int]
"""Places of lines."""


@dataclass(frozen=True)
class Rule:
    """What makes a service one to hide.

    Attributes:
        limit: the largest number of placements that is small.
        categories: those that the children's tables hide.
    """

    limit: int
    categories: Collection[str] = ()

    def few(self, line: Line) -> bool:
        """Whether a line, or a sum of lines, is of few placements: in the year, now or on average.

        The average is what the cost is by the week's price.
        """
        actual = line.actual
        counts = (actual.touching, actual.snapshot, round(actual.yearly_average or 0))
        return any(is_small(count, self.limit) for count in counts)

    def hides(self, line: Line) -> bool:
        """Whether a line must not be told alone."""
        return line.kind == "service" and (
            self.few(line) or (line.actual.touching > 0 and line.category in self.categories)
        )

    def small_grant(self, line: Line) -> bool:
        """Whether a grant may be for no more children than the limit, by its sum."""
        most = self.limit * parameter("grant_child_year").value * 100
        return line.kind == "grant" and 0 < abs(line.actual.projected) <= most


def told(lines: Sequence[Line], rule: Rule) -> list[Line] | None:
    """The lines as they may be told; None where there is too little to tell them with.

    Each line, and each sum of lines, has more placements than the limit, or none. All sums of money
    stay exact.
    """
    found = _groups(lines, rule)
    if found is None or _lone_grant(lines, rule):
        return None
    price = average_price(lines)
    grouped = frozenset[int]().union(*found)
    services = [
        _with_mean(line)
        for place, line in enumerate(lines)
        if line.kind == "service" and place not in grouped
    ]
    services += [_with_mean(_one([lines[place] for place in sorted(g)], price)) for g in found]
    others = [line for line in lines if line.kind != "service"]
    order = dict.fromkeys((*(line.section for line in lines), SECTIONS))
    sections = [
        (name, [line for line in (*services, *others) if line.section == name]) for name in order
    ]
    return [line for own in _joined(sections, rule) for line in own]


def _groups(lines: Sequence[Line], rule: Rule) -> list[Group] | None:
    """The services to be told together; None where they cannot be."""
    hidden = frozenset(place for place, line in enumerate(lines) if rule.hides(line))
    sections = dict.fromkeys(lines[place].section for place in sorted(hidden))
    apart = [frozenset(p for p in hidden if lines[p].section == name) for name in sections]
    kept = [group for group in apart if _enough(lines, group, rule)]
    pool = frozenset[int]().union(*(group for group in apart if group not in kept))
    kept.sort(key=lambda group: -_placements(lines, group))
    rest = [
        place
        for place, line in enumerate(lines)
        if line.kind == "service" and line.actual.touching and place not in hidden
    ]
    rest.sort(key=lambda place: _fit(lines, pool, place))
    while pool and not _enough(lines, pool, rule):
        if kept:
            pool |= kept.pop()
        elif rest:
            pool |= {rest.pop()}
        else:
            return None
    return [*kept, pool] if pool else kept


def _fit(lines: Sequence[Line], pool: Group, place: int) -> tuple[bool, bool, int]:
    """How well a service that is shown goes with a pool; the last is the best.

    One of the same category first: the children's tables have the sum of both, and no other.
    """
    categories = {lines[each].category for each in pool}
    sections = {lines[each].section for each in pool}
    line = lines[place]
    return line.category in categories, line.section in sections, -line.actual.touching


def _enough(lines: Sequence[Line], group: Group, rule: Rule) -> bool:
    """Whether a group tells of none of its lines."""
    return len(group) > 1 and not rule.few(total([lines[place] for place in group], ""))


def _placements(lines: Sequence[Line], group: Group) -> int:
    return sum(lines[place].actual.touching for place in group)


def _one(lines: Sequence[Line], price: Fraction) -> Line:
    """Services as one, its variance explained as that of one: as that of each it would be an
    equation in the placements of each.

    Args:
        price: the budget's average price of a paid week over all lines.
    """
    sections = {line.section for line in lines}
    line = replace(
        total(lines, sections.pop() if len(sections) == 1 else SECTIONS),
        label=TOGETHER,
        kind="service",
    )
    as_one = analysis_of(line, price)
    volume = line.analysis.volume
    other = line.net_variance - volume - as_one.mix - as_one.price
    return replace(line, analysis=replace(as_one, volume=volume, other=other))


def _with_mean(line: Line) -> Line:
    """The line with its mean price to the penny: the whole fraction tells of how many it is."""
    mean = line.actual.per_placement
    if mean is None:
        return line
    touching = line.actual.touching
    return replace(line, actual=replace(line.actual, last_weekly=round(mean) * touching))


def _joined(sections: list[tuple[str, list[Line]]], rule: Rule) -> Iterator[list[Line]]:
    """The lines by section; one whose only line beside services is a small grant stands with the
    smallest other."""
    sections = [each for each in sections if each[1]]
    while len(sections) > 1 and any(_lone_grant(own, rule) for _, own in sections):
        lone = next(each for each in sections if _lone_grant(each[1], rule))
        others = [each for each in sections if each is not lone]
        other = min(others, key=lambda each: (not _size(each[1]), _size(each[1])))
        both = [replace(line, section=SECTIONS) for line in (*lone[1], *other[1])]
        sections = [*(each for each in others if each is not other), (SECTIONS, both)]
    for name, own in sections:
        yield [replace(line, section=name) for line in _with_grants(own, rule)]


def _size(lines: Sequence[Line]) -> int:
    return sum(line.actual.touching for line in lines)


def _lone_grant(lines: Sequence[Line], rule: Rule) -> bool:
    others = [line for line in lines if line.kind != "service" and line.actual.projected]
    return len(others) == 1 and rule.small_grant(others[0])


def _with_grants(lines: Sequence[Line], rule: Rule) -> list[Line]:
    """The lines of a section, its small grants as one with so many others as are needed."""
    others = [line for line in lines if line.kind != "service"]
    small = [line for line in others if rule.small_grant(line)]
    rest = [line for line in others if line not in small and line.actual.projected]
    rest.sort(key=lambda line: -abs(line.actual.projected))
    while rest and _lone_grant(small, rule):
        small.append(rest.pop())
    if len(small) < 2:
        return list(lines)
    grouped = [line for line in lines if line in small]
    one = total(grouped, "")
    one = replace(
        one, label=WITH_GRANTS, kind="grant", actual=Actual(projected=one.actual.projected)
    )
    return [*(line for line in lines if line not in small), one]
