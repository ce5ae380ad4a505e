"""The stored figures of the money are the core's, to the penny."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kinward.cohort.model import Summary
from kinward.ledger.model import Activity, Analysis, Line
from kinward.reports.disclosure import protect_position
from kinward.reports.position import Position
from kinward.reports.table import ReportTable
from kinward.reports.told import of_money
from kinward_web.accounts.models import SettingChange
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document, Part
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.actions import start
from kinward_web.money.headlines import facts
from money_web import work_through

pytestmark = pytest.mark.django_db


def _tables(document: Document, audience: str) -> dict[str, list[list[object]]]:
    return {
        figure["table"]["key"]: figure["table"]["rows"]
        for part in Part.objects.filter(document=document, audience=audience)
        for figure in part.body["figures"]
    }


def _rows(table: ReportTable) -> list[list[object]]:
    frame = table.frame.select(column.name for column in table.columns)
    return [[value.isoformat() if hasattr(value, "isoformat") else value for value in row]
            for row in frame.rows()]  # fmt: skip


@pytest.mark.parametrize(("audience", "limit"), [("whole", 0), ("public", 5)])
def test_every_table_is_that_of_the_core(
    live: Snapshot, stands: Position, beside: Summary, audience: str, limit: int
) -> None:
    stored = _tables(live.documents.get(kind="money"), audience)
    told = of_money(stands, "Testshire", limit, beside if limit else None)
    made = {
        figure.table.key: figure.table for section in told.sections for figure in section.figures
    }
    assert "money_activity" in stored
    for key in set(made) - {"money_dearest"}:
        assert stored[key] == _rows(made[key]), key
    assert "money_dearest" not in stored


def test_the_total_of_the_stored_activity_is_the_projected_spend(
    live: Snapshot, stands: Position
) -> None:
    part = Part.objects.get(
        document=live.documents.get(kind="money"), audience="whole", key="money"
    )
    table = part.body["figures"][0]["table"]
    names = [column["name"] for column in table["columns"]]
    assert table["rows"][-1][names.index("projected")] == stands.activity.total.actual.projected
    assert table["rows"][-1][names.index("net")] == stands.activity.total.net_variance


def test_single_placements_are_in_a_document_that_only_their_own_pages_open(
    live: Snapshot, stands: Position, cast: dict[str, object]
) -> None:
    document = live.documents.get(kind="money_placements")
    assert stands.high_cost is not None
    listed = stands.high_cost.placements["placement_id"].to_list()
    rows = _tables(document, "whole")["money_dearest"]
    assert [row[1] for row in rows[:-1]] == listed
    assert not Part.objects.filter(document=document, audience="public").exists()
    assert document.head_public["facts"] == {}
    assert not any(may_see(person, document) for person in cast.values())  # type: ignore[arg-type]
    for part in Part.objects.filter(document=live.documents.get(kind="money")):
        told = json.dumps(part.body)
        assert not any(f'"{each}"' in told for each in listed)
        assert "placement_id" not in told


def test_the_public_is_told_no_more_than_the_core_tells_it(
    live: Snapshot, stands: Position, beside: Summary
) -> None:
    keys = Part.objects.filter(
        document=live.documents.get(kind="money"), audience="public"
    ).values_list("key", flat=True)
    assert set(keys) <= {each.key for each in of_money(stands, "Testshire", 5, beside).sections}
    assert not {"money-model", "money-committed", "money-providers", "money-return"} & set(keys)


def test_the_budget_model_comes_from_the_forecast(live: Snapshot) -> None:
    document = live.documents.get(kind="money")
    part = Part.objects.get(document=document, audience="whole", key="money-model")
    rows = part.body["figures"][0]["table"]["rows"]
    totals = [row for row in rows if row[0] == "All together"]
    assert totals
    for total in totals:
        own = [row for row in rows if row[1] == total[1] and row is not total]
        assert sum(row[-1] for row in own) == total[-1]


def _line(label: str, planned: int, projected: int) -> Line:
    from kinward.ledger.model import Actual, Planned

    return Line(
        "Fostering", label, "service", Planned(annual=planned, placements=1),  # type: ignore[arg-type]
        Actual(projected=projected, spent=projected, committed=0), None, Analysis(),
    )  # fmt: skip


def _stands(stands: Position, *lines: Line) -> Activity:
    total = _line("", sum(each.planned.annual for each in lines),
                  sum(each.actual.projected for each in lines))  # fmt: skip
    return replace(stands.activity, lines=lines, total=replace(total, kind="total"))


def test_tiles_and_attention_tell_the_variance(stands: Position) -> None:
    activity = _stands(stands, _line("Near", 1_000_00, 1_500_00), _line("Far", 9_000_00, 8_000_00))
    told = facts(activity, {})
    assert told["tiles"][0]["value"] == "£500 under"
    assert told["tiles"][0]["note"] == "of a budget of £10,000"
    assert told["attention"] == ["1 line of 2 is over the budget, Near by the most (£500)"]
    even = facts(_stands(stands, _line("Near", 100, 100)), {})
    assert even["tiles"][0]["value"] == "On budget"
    assert even["attention"] == []


def test_facts_of_the_public_rest_on_what_was_protected(
    live: Snapshot, stands: Position, beside: Summary
) -> None:
    document = live.documents.get(kind="money")
    shown = protect_position(stands, 5, beside)
    labels = {line.label for line in shown.activity.lines} if shown else set()
    said = [each for each in document.head_public["facts"]["attention"] if "by the most" in each]
    assert said
    assert any(label in said[0] for label in labels)
    assert not [each for each in document.head_public["facts"]["attention"] if "error" in each]


def test_the_high_cost_list_is_as_long_as_the_settings_say(
    live: Snapshot, stands: Position
) -> None:
    SettingChange.objects.create(group="figures", edition=1, values={"high_cost_placements": 7})
    job = start(by=None, kind="money_again", title="x", asked={"snapshot": live.pk}, key="settings")
    work_through(f"/jobs/{job.pk}/")
    rows = _tables(live.documents.get(kind="money_placements"), "whole")["money_dearest"]
    assert stands.high_cost is not None
    assert stands.high_cost.placements.height > 7
    assert [row[1] for row in rows[:-1]] == stands.high_cost.placements["placement_id"][
        :7
    ].to_list()
