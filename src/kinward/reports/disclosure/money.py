"""Disclosure control of the money: what a ledger tells of few children does not leave.

A service of few placements is told together with others (`disclosure.money_lines` says with which),
so that every sum stays exact: what is shown is a sum of whole groups of lines, and no sum or
difference of what is shown can split a group. Each group of services has more placements than the
limit, or none.

What is projected less what is spent and committed are the lines that are no placements. A grant is
paid by the child: a small one is told together with another such line, and a section that has no
other joins one that has.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_end, year_start
from kinward.ledger.activity import total
from kinward.ledger.model import Activity, Analysis, Line
from kinward.ledger.unit_costs import UnitCosts
from kinward.reports.disclosure.cells import is_small
from kinward.reports.disclosure.money_children import children_of
from kinward.reports.disclosure.money_groups import Rule
from kinward.reports.disclosure.money_lines import told
from kinward.reports.disclosure.notes import without_small
from kinward.reports.position import Position

_AS_ONE: Final = (
    "Services of few children are told together, and count as one service in what mix and price "
    "explain."
)


def protect_position(
    position: Position, limit: int, shown: Summary | None = None
) -> Position | None:
    """The position with what must not leave merged or left out; None where nothing may.

    Left out are lists of placements, providers, movement, the match, findings, blocks, the
    ledger's own unit costs, and what is held against the forecast; placements open now are told of
    all together only.

    Args:
        limit: the largest number of placements that is small; 0 hides nothing.
        shown: the protected baseline beside it: a service is hidden where its category is. None
            where no table of children stands beside the money.
    """
    if limit <= 0:
        return position
    whole = position.activity
    lines = told(whole.lines, Rule(limit, children_of(shown, whole.year)))
    if lines is None:
        return None
    order = list(dict.fromkeys(line.section for line in lines))
    sections = [total([each for each in lines if each.section == name], name) for name in order]
    every = replace(whole.total, analysis=sum((each.analysis for each in lines), Analysis()))
    merged = {line.label for line in lines if line.kind == "service"} - {
        line.label for line in whole.lines
    }
    as_one = (_AS_ONE,) if merged else ()
    activity = replace(
        whole,
        lines=tuple(map(_without_now, lines)),
        sections=tuple(map(_without_now, sections)),
        total=_without_now(every) if _tells_the_rest(every, shown, limit) else every,
        placements=whole.placements.clear(),
        blocks=(),
        findings=(),
        notes=(*(without_small(note, limit) for note in whole.notes), *as_one),
    )
    return Position(
        activity=activity,
        outturn=position.outturn,
        effect_parts=position.effect_parts and _effect_parts(whole, limit),
        unit_costs=_official(position.unit_costs),
        savings=position.savings,
    )


def _tells_the_rest(every: Line, shown: Summary | None, limit: int) -> bool:
    """Whether few less are placed for money than are looked after: those live at no cost."""
    return shown is not None and is_small(shown.looked_after - (every.actual.snapshot or 0), limit)


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
