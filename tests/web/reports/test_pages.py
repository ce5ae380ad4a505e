"""Who builds, sees, downloads and removes reports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kinward_web import store
from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.actions import stop
from kinward_web.jobs.models import Job
from kinward_web.jobs.tasks import run
from kinward_web.paging import PAGE
from kinward_web.reports.actions import build
from kinward_web.reports.models import Report
from money_web import report_form

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


def _ready(by: User, live: Snapshot, audience: str = "public", **more: Any) -> Report:
    blob = store.keep([f"{audience} report".encode()])
    files = {"html": {"sha256": blob.sha256, "size": blob.size}}
    key = more.pop("key", f"{audience}-{more.get('single', False)}")
    return Report.objects.create(
        name="Board in June", audience=audience, as_at=live.as_at, state="ready", files=files,
        snapshot=live, by=by, key=key, **more,
    )  # fmt: skip


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_double_click_builds_one(live: Snapshot, as_: As) -> None:
    analyst = as_("analyst")
    first = analyst.post("/reports/build/", report_form())
    second = analyst.post("/reports/build/", report_form())
    assert first["Location"] == second["Location"]
    assert Report.objects.filter(key="once").count() == 1
    assert Job.objects.filter(key="report-once").count() == 1
    assert AuditEntry.objects.filter(subject="report", kind="create").count() == 1


def test_the_key_of_another_is_refused(live: Snapshot, as_: As) -> None:
    as_("analyst").post("/reports/build/", report_form())
    assert as_("finance_manager").post("/reports/build/", report_form()).status_code == 403


@pytest.mark.parametrize(
    "name", ["panel_chair", "board_member", "auditor", "north_manager", "administrator", "outsider"]
)
def test_who_may_not_build_does_not(live: Snapshot, as_: As, name: str) -> None:
    client = as_(name)
    assert client.get("/reports/build/").status_code == 403
    assert client.post("/reports/build/", report_form()).status_code == 403
    assert not Report.objects.exists()


def test_a_programme_lead_cannot_ask_for_single_placements(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    lead = as_("programme_lead")
    assert "single" not in lead.get("/reports/build/").context["form"].fields
    lead.post("/reports/build/", report_form(audience="internal", single="on"))
    assert not Report.objects.get(key="once").single
    with pytest.raises(PermissionDenied):
        build(by=cast["programme_lead"], name="x", audience="internal", parts=["money"],
              single=True, plan=None, key="two")  # fmt: skip


def test_a_public_report_holds_no_single_placements(live: Snapshot, as_: As) -> None:
    answer = as_("analyst").post("/reports/build/", report_form(single="on"))
    assert answer.status_code == 422
    assert "internal report with the money only" in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    assert not Report.objects.exists()


def test_what_was_typed_stays_in_the_form(live: Snapshot, as_: As) -> None:
    answer = as_("analyst").post("/reports/build/", report_form(audience="", name="Kept"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Kept"' in text
    assert "Choose who it is for" in text


def test_the_board_sees_public_reports_only(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    public = _ready(cast["analyst"], live)
    internal = _ready(cast["analyst"], live, "internal")
    board = as_("board_member")
    assert [each.pk for each in board.get("/reports/").context["page"]] == [public.pk]
    assert board.get(f"/reports/{internal.pk}/").status_code == 404
    assert board.get(f"/reports/{internal.pk}/public.html").status_code == 404
    assert board.get(f"/reports/{internal.pk}/internal.html").status_code == 403
    answer = board.get(f"/reports/{public.pk}/public.html")
    assert _body(answer) == b"public report"
    assert answer["Content-Disposition"] == 'attachment; filename="board-in-june-public.html"'
    assert "internal" not in b"".join(board.get("/reports/reports.csv")).decode().lower()  # type: ignore[arg-type]
    entry = AuditEntry.objects.filter(subject="report", kind="download").get()
    assert entry.subject_id == str(public.pk)
    assert entry.by == cast["board_member"]


def test_an_internal_report_asks_for_the_password(
    live: Snapshot, as_: As, again: As, cast: dict[str, User]
) -> None:
    internal = _ready(cast["analyst"], live, "internal")
    address = f"/reports/{internal.pk}/internal.html"
    assert "/account/reauthenticate/" in as_("panel_chair").get(address)["Location"]
    assert _body(again("panel_chair").get(address)) == b"internal report"
    assert again("panel_chair").get(f"/reports/{internal.pk}/internal.docm").status_code == 404
    assert again("panel_chair").get(f"/reports/{internal.pk}/internal.zip").status_code == 404


def test_single_placements_are_for_those_who_may_see_them(
    live: Snapshot, again: As, cast: dict[str, User]
) -> None:
    single = _ready(cast["analyst"], live, "internal", single=True)
    lead = again("programme_lead")
    assert list(lead.get("/reports/").context["page"]) == []
    assert lead.get(f"/reports/{single.pk}/").status_code == 404
    assert lead.get(f"/reports/{single.pk}/internal.html").status_code == 404
    answer = again("commissioner").get(f"/reports/{single.pk}/internal.html")
    assert _body(answer) == b"internal report"


@pytest.mark.parametrize("name", ["north_manager", "administrator", "outsider"])
def test_who_has_no_business_with_reports_sees_none(
    live: Snapshot, as_: As, cast: dict[str, User], name: str
) -> None:
    public = _ready(cast["analyst"], live)
    client = as_(name)
    for address in ("/reports/", f"/reports/{public.pk}/", f"/reports/{public.pk}/public.html"):
        assert client.get(address).status_code == 403


def test_one_removes_ones_own(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    public = _ready(cast["analyst"], live)
    address = f"/reports/{public.pk}/remove/"
    assert as_("finance_manager").get(address).status_code == 404
    assert as_("finance_manager").post(address).status_code == 404
    analyst = as_("analyst")
    assert "Nobody can download it" in analyst.get(address).content.decode()
    assert analyst.post(address)["Location"] == "/reports/"
    assert analyst.post(address)["Location"] == "/reports/"
    assert not Report.objects.filter(pk=public.pk).exists()
    assert AuditEntry.objects.filter(subject="report", kind="remove").count() == 1
    assert analyst.get(f"/reports/{public.pk}/public.html").status_code == 404


def test_a_report_that_was_stopped_says_so(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    as_("analyst").post("/reports/build/", report_form())
    made = Report.objects.get(key="once")
    assert made.job is not None
    stop(by=cast["analyst"], job=made.job)
    run.func(str(made.job_id))
    made.refresh_from_db()
    assert (made.state, made.files) == ("failed", {})
    text = as_("analyst").get(f"/reports/{made.pk}/").content.decode()
    assert "could not be built" in text
    assert "Cancelled" in text


def test_a_report_removed_while_it_is_built_leaves_nothing(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    analyst = as_("analyst")
    analyst.post("/reports/build/", report_form(parts=[]))
    made = Report.objects.get(key="once")
    analyst.post(f"/reports/{made.pk}/remove/")
    run.func(str(made.job_id))
    assert Job.objects.get(pk=made.job_id).state == "failed"
    assert not Report.objects.filter(key="once").exists()


def test_how_an_internal_report_goes_is_its_own_business(live: Snapshot, as_: As) -> None:
    address = as_("analyst").post("/reports/build/", report_form(audience="internal"))["Location"]
    assert as_("analyst").get(address).status_code == 200
    assert as_("finance_manager").get(address).status_code == 404


def test_old_reports_lose_their_files(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    from django.core.management import call_command

    old, new = _ready(cast["analyst"], live), _ready(cast["analyst"], live, key="new")
    Report.objects.filter(pk=old.pk).update(made=old.made - timedelta(days=36 * 31))
    call_command("purge", verbosity=0)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.files) == ("purged", {})
    assert (new.state, bool(new.files)) == ("ready", True)
    analyst = as_("analyst")
    assert "Its files were removed" in analyst.get(f"/reports/{old.pk}/").content.decode()
    assert analyst.get(f"/reports/{old.pk}/public.html").status_code == 404


def test_without_data_nothing_can_be_built(unloaded: None, as_: As) -> None:
    analyst = as_("analyst")
    assert "No data has been loaded" in analyst.get("/reports/build/").content.decode()
    assert analyst.post("/reports/build/", report_form()).status_code == 200
    assert not Report.objects.exists()


@pytest.mark.parametrize("address", ["/reports/", "/reports/build/", "/reports/reports.csv"])
def test_pages_ask_the_database_little(
    live: Snapshot,
    as_: As,
    cast: dict[str, User],
    address: str,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in range(30):
        _ready(cast["analyst"], live, key=f"r{number}")
    client = as_("analyst")
    with django_assert_max_num_queries(25):
        answer = client.get(address)
        if answer.streaming:
            _body(answer)


def test_every_report_can_be_reached_and_is_in_the_list_as_csv(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    every = [_ready(cast["analyst"], live, key=f"r-{each}") for each in range(PAGE + 1)]
    browser = as_("analyst")
    seen = [
        each.pk
        for number in (1, 2)
        for each in browser.get(f"/reports/?page={number}").context["page"]
    ]
    assert sorted(seen) == sorted(each.pk for each in every)
    assert _body(browser.get("/reports/reports.csv")).count(b"Board in June") == PAGE + 1
