"""The match equals a slow count by sets of days, on any return and any ledger."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.ledger.year import in_year
from match_scenes import YEAR, Scene, ledger, told
from oracles import match as oracle

FIRST, LAST = date(YEAR - 1, 4, 1), date(YEAR, 3, 31)
PLACES = ("U4 PR1", "U4 PR1", "U4 PR4", "U4 PR4", "U1 PR1", "K2 PR4", "P1 PR0", "T0 -")
KINDS = ("ifa", "ifa", "inh", "kin", "res", "sgo", "wrong")


def _at(offset: int) -> date:
    return FIRST + timedelta(offset)


@st.composite
def _child(draw: st.DrawFn, name: str) -> list[str]:
    """A child's episodes: one after another, with gaps, some open, some short breaks."""
    rows: list[str] = []
    day = draw(st.integers(-20, 60))
    for _ in range(draw(st.integers(0, 5))):
        length = draw(st.integers(1, 60))
        status = draw(st.sampled_from(["C2", "C2", "C2", "C2", "C2", "V4"]))
        rne = draw(st.sampled_from(["S", "P", "P", "T", "L"]))
        reason = draw(st.sampled_from(["X1", "X1", "E4A", "?"]))
        place = draw(st.sampled_from(PLACES))
        rows.append(f"{name} {_at(day)} {rne} {status} {place} {_at(day + length)} {reason}")
        day += length + draw(st.sampled_from([0, 0, 0, 0, 7]))
    if rows and draw(st.booleans()):
        *facts, _, _ = rows[-1].split()
        rows[-1] = " ".join([*facts, "-", "-"])
    return rows


@st.composite
def _record(draw: st.DrawFn, marks: list[int]) -> list[str]:
    """The rows of a placement whose dates are mostly near those of the episodes."""
    name = draw(st.sampled_from(["a", "a", "a", "b", "stranger", "-"]))
    mark = st.one_of(st.sampled_from(marks), st.integers(-30, 200))
    nudge = st.sampled_from([0, 0, 0, 0, 1, 5, -5, 20])
    start = draw(mark) + draw(nudge)
    end = draw(mark) + draw(nudge)
    if end < start:
        start, end = end, start
    shown = str(_at(end)) if draw(st.integers(0, 4)) else "-"
    facts = f"{name} {draw(st.sampled_from(KINDS))} {_at(start)} {shown}"
    rates = st.integers(0, 300_000).map(lambda pence: f"{pence / 100:.2f}")
    rows = [f"{facts} {draw(rates)}"]
    if draw(st.booleans()):
        rows.append(f"{facts} {draw(rates)} {_at(start + draw(st.integers(1, 50)))}")
    return rows


@st.composite
def scenes(draw: st.DrawFn) -> Scene:
    episodes = [*draw(_child("a")), *draw(_child("b"))] or [f"a {FIRST} S C2 U4 PR1 - -"]
    marks = sorted(
        {
            (date.fromisoformat(day) - FIRST).days
            for row in episodes
            for day in row.split()
            if day.startswith("20")
        }
    )
    records = draw(st.lists(_record(marks), min_size=1, max_size=6))
    return Scene("\n".join(episodes), "\n".join(row for rows in records for row in rows))


@given(scenes(), st.integers(0, 364))
@settings(max_examples=150, deadline=None)
def test_every_difference_and_every_day_agreed(scene: Scene, offset: int) -> None:
    as_at = _at(offset)
    match = scene.match(as_at)
    episodes = scene.checked.tables["Episodes"].select("CHILD", "DECOM", "row")
    rows = {(child, start): row for child, start, row in episodes.iter_rows()}
    found, agreed, either = oracle.reconcile(scene.cohort, scene.ledger, rows, FIRST, as_at)
    assert told(match) == found
    assert (match.days_agreed, match.days) == (agreed, either)


@given(scenes())
@settings(max_examples=30, deadline=None)
def test_what_is_told_adds_up(scene: Scene) -> None:
    match = scene.match()
    assert sum(tally.number for tally in match.kinds) == len(match.differences)
    for name in ("days", "pence", "pence_in_year"):
        of_kinds = sum(getattr(tally, name) for tally in match.kinds)
        assert of_kinds == sum(getattr(one, name) or 0 for one in match.differences)
    assert 0 <= match.days_agreed <= match.days
    assert match.matched <= match.stays


RATES = st.lists(st.tuples(st.integers(0, 99_999), st.integers(1, 900)), max_size=4)


@given(RATES, st.integers(1, 600), st.integers(1, 200), st.booleans())
@settings(max_examples=50, deadline=None)
def test_money_is_what_the_ledger_would_say_with_the_end_of_the_return(
    rates: list[tuple[int, int]], stays: int, more: int, late: bool
) -> None:
    """Paid too long, or not long enough: the difference of what the two ends cost, to the penny."""
    start = date(2023, 1, 10)
    ends = start + timedelta(stays), start + timedelta(stays + more)
    true, told_end = ends if late else ends[::-1]
    every = [(start, 70_011), *((start + timedelta(day), pence) for pence, day in rates)]
    every = list(dict(sorted(every)).items())

    def rows(end: date) -> str:
        facts = f"a ifa {start} {end}"
        return "\n".join(
            f"{facts} {pence / 100:.2f}" + (f" {day}" if day > start else "")
            for day, pence in every
        )

    def spent(end: date, year: int) -> int:
        return int(in_year(ledger(rows(end)), year, LAST).placements["spent"].sum())

    scene = Scene(f"a {start} S C2 U4 PR4 {true} E4A", rows(told_end), years=(2023, 2024, 2025))
    (one,) = scene.match().differences
    costs = [abs(spent(ends[1], year) - spent(ends[0], year)) for year in (2023, 2024, 2025)]
    assert (one.kind, one.days, one.unpaid) == ("end_differs", more, not late)
    assert (one.pence, one.pence_in_year) == (sum(costs), costs[-1])


def test_the_scene_is_read_as_written() -> None:
    """A rate change is no placement of its own."""
    record = ledger("a ifa 2024-05-01 - 700.00\na ifa 2024-05-01 - 710.50 2024-06-01").record
    assert record.placements.height == 1
    assert record.rates.select("weekly", "row").rows() == [(70000, 2), (71050, 3)]
    assert record.rates.schema["from"] == pl.Date
