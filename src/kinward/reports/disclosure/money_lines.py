"""The lines of the money as the public may be told them, so that none of few placements is found.

`disclosure.money_groups` says which services are told together: within their section where that is
enough, and else with those of other sections, apart from both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from kinward.ledger.activity import total
from kinward.ledger.model import Actual, Line
from kinward.ledger.variance import analysis_of, average_price
from kinward.reports.disclosure.money_groups import Rule, groups
from kinward.terms import CATEGORIES

TOGETHER: Final = "Smaller services together"
OUTSIDE: Final = "Smaller services outside care together"
WITH_GRANTS: Final = "Grants and other lines together"
SECTIONS: Final = "Of several sections"


def told(lines: Sequence[Line], rule: Rule) -> list[Line] | None:
    """The lines as they may be told; None where there is too little to tell them with.

    Each line, and each sum of lines, has more placements than the limit, or none. All sums of money
    stay exact.
    """
    found = groups(lines, rule)
    if found is None or _lone_grant(lines, rule):
        return None
    price = average_price(lines)
    grouped = frozenset[int]().union(*found)
    services = [
        _with_mean(line)
        for place, line in enumerate(lines)
        if line.kind == "service" and place not in grouped
    ]
    apart = rule.children is not None
    services += [
        _with_mean(_one([lines[place] for place in sorted(group)], price, apart=apart))
        for group in found
    ]
    others = [line for line in lines if line.kind != "service"]
    order = dict.fromkeys((*(line.section for line in lines), SECTIONS))
    sections = [
        (name, [line for line in (*services, *others) if line.section == name]) for name in order
    ]
    return [line for own in _joined(sections, rule) for line in own]


def _name(lines: Sequence[Line], *, apart: bool) -> str:
    """What services told together are called: by their category, where they are of one."""
    categories = {line.category for line in lines}
    if not apart or len(categories) > 1:
        return TOGETHER
    category = categories.pop()
    return OUTSIDE if category is None else f"{CATEGORIES[category]} together"


def _one(lines: Sequence[Line], price: Fraction, *, apart: bool) -> Line:
    """Services as one, its variance explained as that of one: as that of each it would be an
    equation in the placements of each.

    Args:
        price: the budget's average price of a paid week over all lines.
        apart: whether tables of children tell their categories apart.
    """
    sections = {line.section for line in lines}
    line = replace(
        total(lines, sections.pop() if len(sections) == 1 else SECTIONS),
        label=_name(lines, apart=apart),
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
