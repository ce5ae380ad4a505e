"""How often a service succeeds, and how that moves as cases are added."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.edge_of_care.beta import evidence
from kinward.edge_of_care.cases import ANSWERS, CASES_SCHEMA, Cases
from kinward.edge_of_care.shown import Shown
from kinward.edge_of_care.success import (
    SEQUENCE_SCHEMA,
    SUCCESS_SCHEMA,
    delayed_of_cases,
    sequence,
    shown_of_cases,
    success,
)
from kinward.errors import ArgumentError
from oracles import edge_of_care as slow

AS_AT = date(2026, 3, 31)
ATC = "Alternatives to Care"
_ANSWER = {"y": True, "n": False, "-": None}


def _case(closed: str | None, answers: str = "----", opened: str = "2025-01-01") -> slow.Case:
    at_closure, three, six, twelve = (_ANSWER[each] for each in answers)
    return slow.Case(
        date.fromisoformat(opened),
        None if closed is None else date.fromisoformat(closed),
        (at_closure, three, six, twelve),
    )


def _cases(**services: list[slow.Case]) -> Cases:
    rows = [
        (name.replace("_", " "), case.opened, case.closed, *case.answers)
        for name, cases in services.items()
        for case in cases
    ]
    numbered = [(*row, at) for at, row in enumerate(rows, 2)]
    return Cases("cases.csv", pl.DataFrame(numbered, schema=CASES_SCHEMA, orient="row"), ())


@pytest.fixture
def four_months() -> Cases:
    """28 worked with, 7 closed, 5 of those kept out of care, as Cambridgeshire had it."""
    closed = [_case(f"2026-0{1 + at % 3}-10", "n---") for at in range(5)]
    lost = [_case("2026-02-11", "y---"), _case("2026-03-11", "y---")]
    return _cases(Alternatives_to_Care=[*closed, *lost, *[_case(None)] * 21])


def test_five_of_seven_comes_with_its_interval(four_months: Cases) -> None:
    found = success(four_months, AS_AT)
    at_closure = found.row(0, named=True)

    assert found.schema == SUCCESS_SCHEMA
    assert [at_closure[key] for key in ("worked_with", "closed", "due", "known", "successes")] == [
        28,
        7,
        7,
        7,
        5,
    ]
    assert at_closure["share"] == pytest.approx(5 / 7)
    assert (at_closure["low"], at_closure["high"]) == pytest.approx(evidence(5, 7).interval())
    assert at_closure["wilson_low"] == pytest.approx(0.359, abs=0.001)


def test_where_no_answer_is_known_there_is_no_share(four_months: Cases) -> None:
    later = success(four_months, AS_AT).filter(pl.col("point") == "12_months")

    assert later.select("due", "known", "share", "low", "wilson_high").row(0) == (
        0,
        0,
        None,
        None,
        None,
    )


def test_it_moves_as_cases_are_added(four_months: Cases) -> None:
    moved = sequence(four_months, AS_AT, ATC)

    assert moved.schema == SEQUENCE_SCHEMA
    assert moved["closed"].is_sorted()
    assert moved["cases"].to_list() == [1, 2, 3, 4, 5, 6, 7]
    assert moved["successes"].to_list() == [1, 2, 3, 4, 4, 5, 5]
    assert moved["share"][-1] == pytest.approx(5 / 7)
    assert moved["low"][3] > moved["low"][4] < moved["low"][5] > moved["low"][6]
    assert moved["high"].to_list()[:5] == [1.0] * 4 + [pytest.approx(0.98, abs=0.01)]
    assert (moved["low"][-1], moved["high"][-1]) == pytest.approx(evidence(5, 7).interval())


def test_what_came_later_is_not_seen(four_months: Cases) -> None:
    before = success(four_months, date(2026, 1, 31)).row(0, named=True)

    assert (before["closed"], before["successes"]) == (2, 2)
    assert len(sequence(four_months, date(2026, 1, 31), ATC)) == 2


def test_scenarios_take_the_same_evidence(four_months: Cases) -> None:
    assert shown_of_cases(four_months, AS_AT, ATC) == Shown(5, 7)
    assert shown_of_cases(four_months, AS_AT, "alternatives-to care") == Shown(5, 7)
    assert Shown(5, 7).beta == evidence(5, 7)


def test_those_only_delayed_are_told_apart() -> None:
    cases = _cases(
        MST=[
            _case("2025-03-01", "nnyy", "2024-10-01"),
            _case("2025-03-01", "nnnn", "2024-10-01"),
            _case("2025-03-01", "nyn-", "2024-10-01"),
            _case("2025-03-01", "yyyy", "2024-10-01"),
        ]
    )

    assert delayed_of_cases(cases, AS_AT, "MST") == Shown(1, 2)
    assert delayed_of_cases(cases, AS_AT, "MST", "6_months") == Shown(1, 3)


def test_an_answer_before_its_time_does_not_count() -> None:
    cases = _cases(MST=[_case("2026-01-01", "nn--")])
    known = dict(success(cases, AS_AT).select("point", "known").iter_rows())

    assert known == {"closure": 1, "3_months": 0, "6_months": 0, "12_months": 0}


def test_an_answer_counts_from_its_own_day_on() -> None:
    cases = _cases(MST=[_case("2025-12-31", "nn--")])
    days = {date(2025, 12, 30): (0, 0), date(2025, 12, 31): (1, 0), date(2026, 3, 30): (1, 0)}

    for day, known in {**days, date(2026, 3, 31): (1, 1)}.items():
        assert tuple(success(cases, day)["known"][:2]) == known


def test_services_keep_their_order(four_months: Cases) -> None:
    cases = _cases(Space=[_case("2026-01-01", "n---")], MST=[_case(None)], A=[_case(None)])

    assert success(cases, AS_AT)["service"].unique(maintain_order=True).to_list() == [
        "Space",
        "MST",
        "A",
    ]


def test_no_case_at_all_is_an_empty_table() -> None:
    found = success(_cases(), AS_AT)

    assert (found.schema, len(found)) == (SUCCESS_SCHEMA, 0)


@pytest.mark.parametrize(("service", "point"), [("MST", "closure"), (ATC, "9_months")])
def test_an_unknown_service_or_point_is_an_error(
    four_months: Cases, service: str, point: str
) -> None:
    with pytest.raises(ArgumentError, match="There is no"):
        sequence(four_months, AS_AT, service, point)


_DAYS = st.integers(0, 900).map(lambda days: date(2024, 1, 1) + timedelta(days=days))
_ANY = st.builds(
    lambda opened, length, answers: slow.Case(
        opened, None if length is None else opened + timedelta(days=length), answers
    ),
    _DAYS,
    st.none() | st.integers(0, 500),
    st.tuples(*[st.sampled_from((True, False, None))] * 4),
)


@given(st.lists(_ANY, min_size=1, max_size=30), _DAYS)
def test_counts_are_the_oracles(cases: list[slow.Case], as_at: date) -> None:
    found = success(_cases(MST=cases), as_at)
    names = ("worked_with", "closed", "due", "known", "successes")

    if all(case.opened > as_at for case in cases):
        assert found.is_empty()
    else:
        told = [slow.counts(cases, as_at, point) for point in range(len(ANSWERS))]
        assert found.select(names).rows() == told
