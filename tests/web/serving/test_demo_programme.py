"""The demonstration has a programme, meetings and targets, which stand the same on any day."""

from __future__ import annotations

import csv
import shutil
from datetime import date

import polars as pl
import pytest

from kinward.budget.model import build
from kinward.budget.trajectory import read_trajectory
from kinward.dates import year_name
from kinward.measures.scored import SCORED
from kinward.programme.benefit import benefit
from kinward.programme.delivery import delivery
from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable
from kinward_web.documents.actions import add
from kinward_web.figures import Made, Told
from kinward_web.performance.models import Card
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import whole
from kinward_web.serving.demo_programme import make_programme
from kinward_web.serving.demo_trajectory import FILE, make_trajectory
from kinward_web.serving.people import make_people

DAYS = (date(2026, 6, 30), date(2026, 11, 28))


@pytest.fixture(params=DAYS, ids=str)
def today(request, db) -> date:
    make_people()
    make_programme(request.param)
    return request.param


def test_its_actions_are_measured_by_the_scorecard(today):
    told = whole(Programme.objects.get())
    # What no measure tells is said in words, which have a space.
    named = {each.success for each in told.actions if each.success and " " not in each.success}
    assert len(named) >= 6
    assert named <= set(SCORED)


def test_it_stands_as_it_was_written(today):
    told = whole(Programme.objects.get())
    work = [rag.colour for rag in delivery(told, today).values()]
    brings = [rag.colour for rag in benefit(told, today).values()]
    assert [work.count(each) for each in ("blue", "red", "amber", "green", "grey")] == [
        1, 3, 1, 7, 2,
    ]  # fmt: skip
    assert {"red", "amber", "green", "grey"} <= set(brings)


def test_the_last_meetings_were_held_and_one_is_ahead(today):
    meetings = whole(Programme.objects.get()).meetings
    assert [(each.held, each.on > today) for each in meetings] == [
        (True, False), (True, False), (False, True), (True, False), (False, True),
    ]  # fmt: skip
    assert {each.board for each in meetings if each.held} == {"commissioning", "strategy"}
    assert all(each.items for each in meetings if each.held)


def test_targets_are_set(today):
    assert Card.objects.count() == 13


def test_it_is_made_once(today):
    before = Record.objects.count(), Card.objects.count()
    make_programme(today)
    assert (Record.objects.count(), Card.objects.count()) == before


def test_what_must_be_saved_is_what_the_forecast_expects_beyond_the_plan(loaded):
    told = {2027: 105_896_823, 2028: -1_000, 2029: 286_675_502}
    columns = (Column("label", "Type"), Column("year", "Year"), Column("gap", "Gap", "pence"))
    rows = [("Secure", 2027, 5_000_000), *(("All together", *each) for each in told.items())]
    table = ReportTable(
        "money_gaps", "Plan and forecast", columns,
        pl.DataFrame(rows, schema=["label", "year", "gap"], orient="row"), "a test", "",
    )  # fmt: skip
    section = Section("money-gaps", "Plan", "Plan", (), (Figure(table, "Plan"),))
    loaded.documents.remove(*loaded.documents.filter(kind="money"))
    loaded.documents.add(add(Made("money", Told([section]), Told(())), as_at=loaded.as_at))
    make_people()
    make_programme(date(2026, 11, 28))
    needs = whole(Programme.objects.get()).needs
    assert {each.financial_year: each.pence for each in needs} == {
        year: pence for year, pence in told.items() if pence > 0
    }


def test_without_a_plan_beside_the_forecast_nothing_is_said_to_be_needed(today):
    assert whole(Programme.objects.get()).needs == ()


def test_the_plan_of_the_budget_goes_on_from_the_budget(authority, tmp_path):
    copied = tmp_path / "authority"
    shutil.copytree(authority, copied)
    make_trajectory(copied)
    path = copied / FILE
    model = build(read_trajectory(path))
    assert not [each for each in model.findings if each.level == "error"]
    last = max(int(each.name[:4]) + 1 for each in (copied / "returns").iterdir())
    with (copied / "budget.csv").open() as opened:
        budget = {row["service_type"]: row for row in csv.DictReader(opened)}
    with path.open() as opened:
        rows = list(csv.DictReader(opened))
    assert {row["financial_year"] for row in rows} == {
        year_name(last + number) for number in (1, 2, 3)
    }
    first = {r["placement_type"]: r for r in rows if r["financial_year"] == year_name(last + 1)}
    for name, row in first.items():
        then, now = float(budget[name]["placements"]), float(row["yearly_average"])
        assert (now < then) == ("external" in budget[name]["section"]) or abs(now - then) < 0.01
    written = path.read_text()
    path.write_text("mine")
    make_trajectory(copied)
    assert path.read_text() == "mine" != written
