"""Movement sums exactly and is the oracle's; a closed month keeps its figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kinward.ledger.activity import activity
from kinward.ledger.as_json import document
from kinward.ledger.book import Ledger
from kinward.ledger.closed import close_month, read_closed
from kinward.ledger.load import load
from kinward.ledger.model import Line
from kinward.ledger.movement import CAUSES, Movement, movement, since
from ledger_files import write
from oracles.ledger_days import key_of
from oracles.ledger_movement import moved
from oracles.ledger_rows import Case, Row
from properties.ledger_strategies import NAMES, PENCE, cases


@st.composite
def positions(draw: st.DrawFn) -> tuple[Case, Case]:
    """Two positions of a year: the later of a record that was changed here and there, or of any."""
    before = draw(cases())
    later = before.as_at + timedelta(days=draw(st.sampled_from([0, 1, 28, 31, 90])))
    if draw(st.booleans()):
        return before, replace(draw(cases()), year=before.year, as_at=later)
    after = replace(before, as_at=later)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(after.rows) - 1))
        name = after.rows[place].placement_id
        changed = draw(_changes(after.rows[place], before.as_at))
        rows = [replace(row, **changed) if row.placement_id == name else row for row in after.rows]
        after = replace(after, rows=rows)
    if draw(st.booleans()):
        after = replace(after, rows=[*after.rows, draw(_next_home(after.rows))])
    if len(after.rows) > 1 and draw(st.booleans()):
        after = replace(after, rows=after.rows[1:])
    return before, after


@st.composite
def _changes(draw: st.DrawFn, row: Row, day: date) -> dict[str, object]:
    near = st.integers(-40, 120).map(lambda days: day + timedelta(days=days))
    name = draw(st.sampled_from(["start", "end", "planned_end", "weekly_cost", "service_type"]))
    values = {
        "start": st.integers(-60, 60).map(lambda days: row.start + timedelta(days=days)),
        "end": st.one_of(st.none(), near, near),
        "planned_end": st.one_of(st.none(), near),
        "weekly_cost": PENCE,
        "service_type": st.sampled_from(NAMES),
    }
    return {name: draw(values[name])}


@st.composite
def _next_home(draw: st.DrawFn, rows: list[Row]) -> Row:
    """A new placement of one of the children, about when the last one ends."""
    last = draw(st.sampled_from(rows))
    start = (last.end or last.start) + timedelta(days=draw(st.integers(-9, 9)))
    home = draw(st.sampled_from(["Residential homes", "16+", "In-house fostering"]))
    return replace(
        last, placement_id="next", service_type=home, start=start, end=None, planned_end=None,
        rate_from=None,
    )  # fmt: skip


def _ledger(case: Case) -> Ledger:
    with TemporaryDirectory() as folder:
        return load(*write(case, Path(folder)))


def _movement(before: Case, after: Case) -> Movement:
    return movement(_ledger(before), before.as_at, _ledger(after), after.as_at, before.year)


@settings(max_examples=75, deadline=None)
@given(positions())
def test_every_part_is_the_oracles(pair: tuple[Case, Case]) -> None:
    found = _movement(*pair)

    parts = {
        (key_of(line.label), cause): getattr(line.parts, cause)
        for line in found.lines
        for cause in CAUSES
        if line.kind == "service"
    }
    assert {key: pence for key, pence in parts.items() if pence} == dict(moved(*pair))


@settings(max_examples=50, deadline=None)
@given(positions())
def test_parts_sum_to_the_change_of_the_key_activity(pair: tuple[Case, Case]) -> None:
    before, after = pair
    found = _movement(before, after)
    old = activity(_ledger(before), before.year, before.as_at)
    new = activity(_ledger(after), after.year, after.as_at)

    for line in (*found.lines, *found.sections, found.total):
        assert line.parts.total == line.change
    assert found.total.before == old.total.actual.projected
    assert found.total.after == new.total.actual.projected
    assert sum(line.change for line in found.lines) == found.total.change
    assert sum(line.change for line in found.sections) == found.total.change
    for place, line in enumerate(found.lines):
        rows = found.moved.filter(line=place)
        for cause in CAUSES:
            assert rows.filter(cause=cause)["pence"].sum() == getattr(line.parts, cause)
    assert _spend(new.lines) == sorted(
        (line.section, line.label, line.kind, line.after) for line in found.lines if line.after
    )


def _spend(lines: tuple[Line, ...]) -> list[tuple[str, str, str, int]]:
    spent = ((each, each.actual.projected) for each in lines)
    return sorted((each.section, each.label, each.kind, pence) for each, pence in spent if pence)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_no_change_moves_nothing(case: Case) -> None:
    found = _movement(case, case)

    assert found.moved.is_empty()
    assert all(getattr(found.total.parts, cause) == 0 for cause in CAUSES)


@settings(max_examples=25, deadline=None)
@given(positions())
def test_a_closed_month_gives_what_was_reported_and_the_same_movement(
    pair: tuple[Case, Case],
) -> None:
    before, after = pair
    year, as_at = before.year, before.as_at
    assume(date(year - 1, 4, 1) <= as_at <= date(year, 3, 31))
    record = _ledger(before)
    reported = activity(record, year, as_at)
    with TemporaryDirectory() as folder:
        place = close_month(record, reported, Path(folder))
        closed = read_closed(Path(folder), place.name)

    again = activity(closed.ledger, closed.year, closed.as_at)
    figures = ("lines", "totals", "variance_analysis", "full_year_effect_parts", "blocks")
    for name in figures:
        assert document(again)[name] == document(reported)[name]
    found = since(closed, _ledger(after), after.as_at, year)
    assert found.lines == _movement(before, after).lines
    assert found.notes == ()
