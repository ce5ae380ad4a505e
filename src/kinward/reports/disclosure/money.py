"""Disclosure control of the money: what a ledger tells of few children does not leave.

A line of few placements is told together with others of its section, so that every sum stays exact;
what is shown is a sum of whole groups of lines, and no sum or difference of what is shown can split
a group. Each group of services has more placements than the limit, or none.

What is projected less what is spent and committed are the lines that are no placements. A grant is
paid by the child: a small one is told together with another such line, and a section that has no
other joins one that has.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from kinward.dates import year_end, year_start
from kinward.ledger.activity import total
from kinward.ledger.model import Activity, Actual, Line
from kinward.ledger.unit_costs import UnitCosts
from kinward.reference.parameters import parameter
from kinward.reports.disclosure.cells import is_small
from kinward.reports.disclosure.notes import without_small
from kinward.reports.position import Position

TOGETHER: Final = "Smaller services together"
WITH_GRANTS: Final = "Grants and other lines together"
SECTIONS: Final = "Smaller sections together"


def protect_position(position: Position, limit: int) -> Position | None:
    """The position with what must not leave merged or left out; None where nothing may.

    Left out are lists of placements, providers, movement, the match, findings, blocks, the
    ledger's own unit costs, and what is held against the forecast; placements open now are told of
    all together only.

    Args:
        limit: the largest number of placements that is small; 0 hides nothing.
    """
    if limit <= 0:
        return position
    whole = position.activity
    if _small(whole.lines, limit):
        return None
    lines = _merged(whole.lines, limit)
    shown = [_without_now(line) for line in lines]
    order = list(dict.fromkeys(line.section for line in lines))
    sections = [total([each for each in lines if each.section == name], name) for name in order]
    activity = replace(
        whole,
        lines=tuple(shown),
        sections=tuple(_without_now(section) for section in sections),
        placements=whole.placements.clear(),
        blocks=(),
        findings=(),
        notes=tuple(without_small(note, limit) for note in whole.notes),
    )
    return Position(
        activity=activity,
        outturn=position.outturn,
        effect_parts=position.effect_parts and _effect_parts(whole, limit),
        unit_costs=_official(position.unit_costs),
        savings=position.savings,
    )


def _few(line: Line, limit: int) -> bool:
    """Whether a line is of few placements, in the year or now."""
    return is_small(line.actual.touching, limit) or is_small(line.actual.snapshot or 0, limit)


def _small(lines: Sequence[Line], limit: int) -> bool:
    """Whether lines have what is small, and too little beside it."""
    if any(_few(line, limit) for line in lines) and _few(total(lines, ""), limit):
        return True
    others = [line for line in lines if line.kind != "service" and line.actual.projected]
    return len(others) == 1 and _small_grant(others[0], limit)


def _small_grant(line: Line, limit: int) -> bool:
    """Whether a grant may be for few children: for no more of them than the limit, by its sum."""
    most = limit * parameter("grant_child_year").value * 100
    return line.kind == "grant" and 0 < abs(line.actual.projected) <= most


def _merged(lines: Sequence[Line], limit: int) -> list[Line]:
    """The lines with small ones merged, within their section where that is enough."""
    sections = _sections(lines, limit)
    return [line for name, groups in sections for line in _told(name, _grouped(groups, limit))]


def _sections(lines: Sequence[Line], limit: int) -> list[tuple[str, list[Line]]]:
    """The lines by section; sections that are small as a whole stand together with the smallest
    others."""
    order = dict.fromkeys(line.section for line in lines)
    sections = [(name, [line for line in lines if line.section == name]) for name in order]
    while len(sections) > 1 and any(_small(own, limit) for _, own in sections):
        small = next(each for each in sections if _small(each[1], limit))
        others = [each for each in sections if each is not small]
        other = min(others, key=lambda each: (not _placements(each[1]), _placements(each[1])))
        joined = (SECTIONS, [*small[1], *other[1]])
        sections = [each for each in sections if each is not small and each is not other]
        sections.append(joined)
    return sections


def _placements(lines: Sequence[Line]) -> int:
    return sum(line.actual.touching for line in lines)


def _grouped(lines: Sequence[Line], limit: int) -> list[list[Line]]:
    """Single lines, with one group of small services and their next smallest, and one of small
    grants and theirs."""
    services = [line for line in lines if line.kind == "service"]
    others = [line for line in lines if line.kind != "service"]
    return [
        *_apart(services, [_few(line, limit) for line in services], _by_placements, limit),
        *_apart(others, [_small_grant(line, limit) for line in others], _by_amount, limit),
    ]


def _apart(
    lines: Sequence[Line], small: Sequence[bool], size: Callable[[Line], int], limit: int
) -> list[list[Line]]:
    """Each line alone, but for the small ones with so many of the next smallest as are needed."""
    together = {i for i, is_one in enumerate(small) if is_one}
    rest = [i for i, line in enumerate(lines) if i not in together and size(line)]
    rest.sort(key=lambda i: -size(lines[i]))
    while rest and _small([lines[i] for i in together], limit):
        together.add(rest.pop())
    groups = [[line] for i, line in enumerate(lines) if i not in together]
    group = [lines[i] for i in sorted(together)]
    return [*groups, group] if group else groups


def _by_placements(line: Line) -> int:
    return line.actual.touching


def _by_amount(line: Line) -> int:
    return abs(line.actual.projected)


def _told(section: str, groups: Sequence[Sequence[Line]]) -> list[Line]:
    return [
        replace(group[0], section=section) if len(group) == 1 else _one(section, group)
        for group in groups
    ]


def _one(section: str, lines: Sequence[Line]) -> Line:
    """Lines as one; its analysis is the sum of theirs."""
    together = total(lines, section)
    if lines[0].kind == "service":
        return replace(together, label=TOGETHER, kind="service")
    actual = Actual(projected=together.actual.projected)
    return replace(together, label=WITH_GRANTS, kind="grant", actual=actual)


def _without_now(line: Line) -> Line:
    return replace(line, actual=replace(line.actual, snapshot=None))


def _effect_parts(activity: Activity, limit: int) -> bool:
    """Whether none of the groups that make up the full-year effect is small."""
    last = year_end(activity.year)
    stays = pl.col("until").is_null() | (pl.col("until") > last)
    began = pl.col("start") >= year_start(activity.year)
    counts = activity.placements.select(
        (~stays).sum().alias("leavers"),
        (stays & began).sum().alias("starters"),
        (stays & ~began).sum().alias("others"),
    ).row(0)
    return not any(is_small(count, limit) for count in counts)


def _official(given: UnitCosts | None) -> UnitCosts | None:
    """Unit costs as DfE publishes them, without those of the ledger."""
    if given is None:
        return None
    nothing = pl.lit(None, dtype=pl.Int64)
    table = given.table.with_columns(
        nothing.alias("ledger_pence"), nothing.alias("ledger_spend_pence")
    )
    return replace(given, table=table)
