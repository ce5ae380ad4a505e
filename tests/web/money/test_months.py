"""Closing a month: it keeps its figures, and the movement is told from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from kinward.dates import return_year
from kinward.errors import ArgumentError
from kinward.ledger.load import Files
from kinward.pipeline.spend import Money, money
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job
from kinward_web.money.actions import keep_closed
from kinward_web.money.models import ClosedMonth
from money_web import work_through

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


def _month_before(live: Snapshot) -> Any:
    assert live.as_at is not None
    return live.as_at.replace(day=1) - timedelta(days=1)


def _close(client: Client, month: str, key: str = "once") -> Any:
    return client.post("/money/months/close/", {"month": month, "key": key})


def test_a_closed_month_keeps_what_the_core_reports(live: Snapshot, as_: As, files: Files) -> None:
    day = _month_before(live)
    job = work_through(_close(as_("finance_manager"), f"{day:%Y-%m}")["Location"])
    assert (job.state, job.result_url) == ("done", "/money/months/")
    row = ClosedMonth.objects.get(month=f"{day:%Y-%m}")
    reported = money(Money(files, return_year(day), day))
    assert row.projected_pence == reported.activity.total.actual.projected
    assert row.as_at == day
    assert row.by is not None
    assert row.by.name == "Farah Finance"
    entry = AuditEntry.objects.filter(subject="month").latest("id")
    assert (entry.kind, entry.subject_id) == ("create", row.month)
    assert entry.after == {"as_at": day.isoformat(), "projected_pence": row.projected_pence}


def test_the_movement_since_is_told_and_adds_up(live: Snapshot, as_: As) -> None:
    finance = as_("finance_manager")
    assert len(finance.get("/money/outturn/").context["sections"]) == 1
    day = _month_before(live)
    work_through(_close(finance, f"{day:%Y-%m}")["Location"])
    page = finance.get("/money/outturn/")
    moved = page.context["sections"][1]
    assert moved.key == "money-moved"
    row = ClosedMonth.objects.get(month=f"{day:%Y-%m}")
    stored = moved.stored[0]["table"]
    names = [column["name"] for column in stored["columns"]]
    total = dict(zip(names, stored["rows"][-1], strict=True))
    assert total["before"] == row.projected_pence
    assert total["before"] + total["change"] == total["after"]
    # The same figures, not a second document beside the first.
    assert live.documents.filter(kind="money").count() == 1
    assert live.documents.filter(kind="money_placements").count() == 1


def test_a_double_click_closes_once(live: Snapshot, as_: As) -> None:
    finance, month = as_("finance_manager"), f"{_month_before(live):%Y-%m}"
    first, second = _close(finance, month), _close(finance, month)
    assert first["Location"] == second["Location"]
    work_through(first["Location"])
    assert _close(finance, month)["Location"] == first["Location"]
    assert ClosedMonth.objects.filter(month=month).count() == 1
    assert Job.objects.filter(kind="close_month", key="close-once").count() == 1


def test_a_month_is_closed_by_one_of_two(live: Snapshot, as_: As) -> None:
    month = f"{_month_before(live):%Y-%m}"
    first = _close(as_("finance_manager"), month, "first")
    second = _close(as_("analyst"), month, "second")
    assert work_through(first["Location"]).state == "done"
    late = work_through(second["Location"])
    assert late.state == "failed"
    assert "is closed already" in late.reason
    assert ClosedMonth.objects.get(month=month).by.name == "Farah Finance"  # type: ignore[union-attr]


def test_a_closed_month_is_told_beside_the_form(live: Snapshot, as_: As) -> None:
    finance, month = as_("finance_manager"), f"{_month_before(live):%Y-%m}"
    work_through(_close(finance, month)["Location"])
    answer = _close(finance, month, "another")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "<title>Error: " in text
    assert "cannot be closed" in text
    assert _close(finance, "1999-01", "far").status_code == 422
    assert not Job.objects.filter(key__in=["close-another", "close-far"]).exists()


def test_the_month_of_the_figures_is_marked_as_closed(live: Snapshot, as_: As) -> None:
    finance = as_("finance_manager")
    work_through(_close(finance, f"{live.as_at:%Y-%m}")["Location"])
    text = finance.get("/money/").content.decode()
    assert f"{live.as_at:%B %Y} is closed" in text
    assert "Farah Finance" in text


def test_opening_again_takes_the_movement_away_and_is_audited(live: Snapshot, as_: As) -> None:
    finance, month = as_("finance_manager"), f"{_month_before(live):%Y-%m}"
    work_through(_close(finance, month)["Location"])
    address = f"/money/months/{month}/open/"
    assert finance.post(address, {"reason": "", "key": "o"}).status_code == 422
    given = {"reason": "The block was missing", "key": "o"}
    answer = finance.post(address, given)
    assert work_through(answer["Location"]).state == "done"
    assert not ClosedMonth.objects.filter(month=month).exists()
    assert len(finance.get("/money/outturn/").context["sections"]) == 1
    entry = AuditEntry.objects.filter(subject="month", kind="remove").latest("id")
    assert entry.after == {"reason": "The block was missing"}
    assert entry.before is not None
    assert entry.before["closed_by"] == "finance_manager@testshire.example"
    # A second click finds it open, and does nothing.
    assert finance.post(address, given)["Location"] == "/money/months/"
    assert AuditEntry.objects.filter(subject="month", kind="remove").count() == 1


@pytest.mark.parametrize("name", ["commissioner", "auditor", "board_member", "north_manager"])
def test_others_close_nothing(live: Snapshot, as_: As, name: str) -> None:
    client, month = as_(name), f"{_month_before(live):%Y-%m}"
    assert client.get("/money/months/close/").status_code == 403
    assert _close(client, month).status_code == 403
    assert client.post(f"/money/months/{month}/open/", {"reason": "x"}).status_code == 403
    assert not ClosedMonth.objects.filter(month=month).exists()


def test_the_list_of_months_is_a_file_too(live: Snapshot, as_: As) -> None:
    row = keep_closed(
        by=None, as_at=_month_before(live), year=return_year(_month_before(live)),
        projected=-1_234_05, files={}, key="k",
    )  # fmt: skip
    auditor = as_("auditor")
    assert "−£1,234.05" in auditor.get("/money/months/").content.decode()
    text = b"".join(auditor.get("/money/months/months.csv")).decode("utf-8-sig")  # type: ignore[arg-type]
    assert text.splitlines()[1].startswith(f"{row.month},{row.as_at},-1234.05,The service,")


def test_what_was_closed_is_not_kept_twice(live: Snapshot) -> None:
    day = _month_before(live)
    given = {"as_at": day, "year": return_year(day), "projected": 1, "files": {}}
    keep_closed(by=None, key="a", **given)
    with pytest.raises(ArgumentError, match="closed already"):
        keep_closed(by=None, key="b", **given)


def test_old_records_behind_closed_months_go_and_the_months_stay(live: Snapshot) -> None:
    from django.core.management import call_command

    day = _month_before(live)
    row = keep_closed(
        by=None, as_at=day, year=return_year(day), projected=1, files={"a.csv": "0" * 64}, key="a"
    )
    call_command("purge", verbosity=0)
    row.refresh_from_db()
    assert row.files
    ClosedMonth.objects.filter(pk=row.pk).update(made=row.made - timedelta(days=2000))
    call_command("purge", verbosity=0)
    row.refresh_from_db()
    assert row.files == {}
    assert row.projected_pence == 1


def test_requests_without_a_key_are_not_taken_for_one_another(live: Snapshot, as_: As) -> None:
    first = _close(as_("finance_manager"), f"{_month_before(live):%Y-%m}", key="")
    second = _close(as_("analyst"), f"{live.as_at:%Y-%m}", key="")
    assert first["Location"] != second["Location"]
    assert Job.objects.filter(kind="close_month").count() == 2
