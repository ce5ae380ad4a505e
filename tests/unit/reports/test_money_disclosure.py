"""What leaves of the money: an attacker adds and subtracts all that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_money import ledger_of, position_of, stands_of
from kinward.ledger.activity import total
from kinward.ledger.model import Activity, Actual, Analysis, Line, Planned
from kinward.reports.disclosure import protect_position
from kinward.reports.disclosure.money_lines import SECTIONS, TOGETHER, WITH_GRANTS
from kinward.reports.position import Position

LIMIT = 5
CHILD_YEAR = 60_000_00
SECTION = ("A", "B", "C")

services = st.builds(
    lambda section, touching, now: ("service", section, touching, min(now, touching)),
    st.sampled_from(SECTION),
    st.sampled_from([0, 0, 1, 3, 5, 6, 11, 40]),
    st.sampled_from([0, 2, 6, 30]),
)
others = st.builds(
    lambda kind, section, amount: (kind, section, amount, 0),
    st.sampled_from(["grant", "grant", "fixed", "growth"]),
    st.sampled_from(SECTION),
    st.sampled_from([0, -CHILD_YEAR, -CHILD_YEAR * LIMIT, -CHILD_YEAR * 9, 7_000_00]),
)


def position(drawn: Sequence[tuple[str, str, int, int]]) -> Position:
    """Lines as drawn. The budget of each is a power of two, so that any sum tells its lines."""
    lines = []
    for i, (kind, section, size, now) in enumerate(drawn):
        service = kind == "service"
        actual = (
            Actual(size * 10_03, size * 7_01, size * 3_02, now, size, size * 99, Fraction(size, 2))
            if service
            else Actual(projected=size)
        )
        planned = Planned(annual=1 << i)
        variance = actual.projected - planned.annual
        analysis = Analysis(1, 2, 3, variance - 6) if service else Analysis(other=variance)
        lines.append(Line(section, f"line {i}", kind, planned, actual, analysis=analysis))  # type: ignore[arg-type]
    order = dict.fromkeys(line.section for line in lines)
    sections = [total([line for line in lines if line.section == name], name) for name in order]
    whole = stands_of()
    activity = replace(
        whole.activity, lines=tuple(lines), sections=tuple(sections), total=total(lines, "")
    )
    return replace(whole, activity=activity)


def members(sums: int, of: Sequence[int]) -> list[float]:
    """Which lines a sum of budgets is of."""
    return [float(sums >> i & 1) for i in of]


def found_out(equations: list[list[float]], unknowns: int) -> set[int]:
    """The unknowns that linear equations settle: those that no solution of nought moves."""
    if not unknowns:
        return set()
    matrix = np.array(equations, dtype=float).reshape(-1, unknowns)
    _, sizes, directions = np.linalg.svd(matrix)
    free = directions[int((sizes > 1e-9).sum()) :]
    return {i for i in range(unknowns) if not len(free) or np.abs(free[:, i]).max() < 1e-9}


def test_the_attacker_can_attack() -> None:
    assert found_out([[1, 1, 0], [0, 1, 0]], 3) == {0, 1}
    assert found_out([[1, 1, 1]], 3) == set()
    assert members(5, [0, 1, 2]) == [1.0, 0.0, 1.0]


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(services, services, others), min_size=1, max_size=9))
def test_no_line_of_few_is_found_by_subtraction(drawn: list[tuple[str, str, int, int]]) -> None:
    whole = position(drawn)
    shown = protect_position(whole, LIMIT)
    if shown is None:
        return
    lines, sections = shown.activity.lines, shown.activity.sections
    told = [*lines, *sections, shown.activity.total]
    paid = [i for i, each in enumerate(drawn) if each[0] == "service" and each[2]]
    for line in told:
        assert line.actual.touching == sum(
            drawn[i][2] for i in paid if line.planned.annual >> i & 1
        )
        assert not 1 <= line.actual.touching <= LIMIT
    equations = [members(line.planned.annual, paid) for line in told]
    known = {paid[i] for i in found_out(equations, len(paid))}
    few = {i for i in paid if drawn[i][2] <= LIMIT or 1 <= drawn[i][3] <= LIMIT}
    assert not known & few
    rest = [i for i, each in enumerate(drawn) if each[0] != "service" and each[2]]
    # What is projected beyond what is spent and committed tells the other lines of any sum.
    equations = [members(line.planned.annual, rest) for line in told]
    known = {rest[i] for i in found_out(equations, len(rest))}
    grants = {i for i in rest if drawn[i][0] == "grant" and abs(drawn[i][2]) <= CHILD_YEAR * LIMIT}
    assert not known & grants


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(services, others), min_size=1, max_size=9))
def test_every_sum_stays_exact(drawn: list[tuple[str, str, int, int]]) -> None:
    whole = position(drawn)
    shown = protect_position(whole, LIMIT)
    if shown is None:
        return
    before, after = whole.activity, shown.activity
    for sums in (after.lines, after.sections):
        assert sum(line.planned.annual for line in sums) == before.total.planned.annual
        assert sum(line.actual.projected for line in sums) == before.total.actual.projected
        assert sum((line.analysis for line in sums), Analysis()) == after.total.analysis
    assert all(line.analysis.total == line.net_variance for line in (*after.lines, after.total))
    assert after.total.analysis.volume == before.total.analysis.volume
    assert replace(after.total, analysis=before.total.analysis) == before.total
    for section in after.sections:
        own = [line for line in after.lines if line.section == section.section]
        assert sum(line.net_variance for line in own) == section.net_variance
        assert sum(line.actual.spent or 0 for line in own) == section.actual.spent


def labels(activity: Activity) -> list[tuple[str, str]]:
    return [(line.section, line.label) for line in activity.lines]


def test_few_are_told_with_the_next_smallest_of_their_section() -> None:
    drawn = [("service", "A", n, 0) for n in (40, 3, 9, 11)] + [("fixed", "A", 500, 0)]
    shown = protect_position(position(drawn), LIMIT)
    assert shown is not None
    assert labels(shown.activity) == [
        ("A", "line 0"), ("A", "line 3"), ("A", TOGETHER), ("A", "line 4"),
    ]  # fmt: skip
    assert shown.activity.lines[2].actual.touching == 12


def test_few_now_are_few_though_many_came_in_the_year() -> None:
    shown = protect_position(position([("service", "A", 20, 2), ("service", "A", 30, 25)]), LIMIT)
    assert shown is not None
    assert labels(shown.activity) == [("A", TOGETHER)]


def test_a_small_section_joins_the_smallest_other() -> None:
    drawn = [("service", "A", 40, 30), ("service", "B", 2, 2), ("service", "C", 9, 9)]
    shown = protect_position(position(drawn), LIMIT)
    assert shown is not None
    assert labels(shown.activity) == [("A", "line 0"), (SECTIONS, TOGETHER)]


def test_a_small_grant_is_told_with_another_line_and_a_large_one_alone() -> None:
    lines = [("service", "A", 40, 30), ("fixed", "A", 900, 0), ("growth", "A", 90, 0)]
    small = protect_position(position([*lines, ("grant", "A", -CHILD_YEAR, 0)]), LIMIT)
    large = protect_position(position([*lines, ("grant", "A", -CHILD_YEAR * 9, 0)]), LIMIT)
    assert small is not None
    assert large is not None
    assert [label for _, label in labels(small.activity)] == ["line 0", "line 1", WITH_GRANTS]
    assert [label for _, label in labels(large.activity)] == [f"line {i}" for i in range(4)]
    alone = position([lines[0], ("grant", "A", -CHILD_YEAR, 0)])
    assert protect_position(alone, LIMIT) is None


@pytest.mark.parametrize("numbers", [{"Home": 3}, {"Home": 2, "Agency": 1}])
def test_where_all_are_few_no_money_is_told(numbers: dict[str, int]) -> None:
    assert protect_position(stands_of(ledger_of(numbers)), LIMIT) is None


def test_a_limit_of_nought_hides_nothing() -> None:
    whole = position_of()
    assert protect_position(whole, 0) is whole


def test_of_the_rest_only_totals_and_official_figures_leave() -> None:
    shown = protect_position(position_of(), LIMIT)
    assert shown is not None
    for name in ("movement", "high_cost", "providers", "match", "beside", "plan", "gaps"):
        assert getattr(shown, name) is None
    activity = shown.activity
    assert activity.placements.is_empty()
    assert (activity.blocks, activity.findings) == ((), ())
    assert {line.actual.snapshot for line in (*activity.lines, *activity.sections)} == {None}
    assert activity.total.actual.snapshot == position_of().activity.total.actual.snapshot
    assert shown.unit_costs is not None
    assert shown.unit_costs.table["ledger_pence"].null_count() == shown.unit_costs.table.height
    assert shown.unit_costs.table["s251_pence"].drop_nulls().len() > 0


def test_the_parts_of_the_full_year_effect_leave_where_each_is_of_many() -> None:
    whole = position_of()
    placements = whole.activity.placements
    many = replace(whole.activity, placements=pl.concat([placements] * 4))
    shown = protect_position(replace(whole, activity=many), LIMIT)
    assert shown is not None
    assert shown.effect_parts
    began = placements.filter(pl.col("start") < pl.date(2025, 4, 1))
    one = placements.filter(pl.col("start") >= pl.date(2025, 4, 1)).head(1)
    few = replace(whole.activity, placements=pl.concat([began, one]))
    shown = protect_position(replace(whole, activity=few), LIMIT)
    assert shown is not None
    assert not shown.effect_parts
