"""Who asks for, sees, downloads and removes papers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from kinward.programme.governance import Board
from kinward_web.accounts.blobs import named
from kinward_web.accounts.models import User
from kinward_web.accounts.retention import Asked
from kinward_web.accounts.selectors import current_settings
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job
from kinward_web.papers.actions.papers import build
from kinward_web.papers.building import told_of
from kinward_web.papers.models import Paper
from kinward_web.papers.purges import papers as purged
from kinward_web.programme.actions import records
from papers_web import a_meeting, a_programme, paper_form, ready

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
BUILD = "/reports/papers/build/"


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_double_click_asks_once(live: Snapshot, as_: As) -> None:
    analyst = as_("analyst")
    first, second = (analyst.post(BUILD, paper_form()) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Paper.objects.filter(key="once").count() == 1
    assert Job.objects.filter(key="paper-once").count() == 1
    assert AuditEntry.objects.filter(subject="paper", kind="create").count() == 1
    assert as_("finance_manager").post(BUILD, paper_form()).status_code == 403


@pytest.mark.parametrize(
    "name", ["panel_chair", "board_member", "auditor", "north_manager", "administrator", "outsider"]
)
def test_who_may_not_build_does_not(live: Snapshot, as_: As, name: str) -> None:
    client = as_(name)
    assert client.get(BUILD).status_code == 403
    assert client.post(BUILD, paper_form()).status_code == 403
    assert not Paper.objects.exists()


def test_the_action_refuses_whom_the_view_refuses(live: Snapshot, cast: dict[str, User]) -> None:
    asked: dict[str, Any] = {
        "kind": "board", "programme": None, "meeting": None, "meeting_words": "",
        "meeting_day": None,
    }  # fmt: skip
    for name in ("board_member", "north_manager", "auditor"):
        with pytest.raises(PermissionDenied):
            build(by=cast[name], asked="public", key=name, **asked)
    assert not Paper.objects.exists()


def test_a_board_member_reads_the_public_paper_and_never_the_exempt_one(
    live: Snapshot, as_: As, again: As, cast: dict[str, User]
) -> None:
    both = ready(cast["analyst"], live)
    exempt = ready(cast["analyst"], live, "exempt")
    board = again("board_member")
    listed = board.get("/reports/papers/")
    assert [line.paper.pk for line in listed.context["lines"]] == [both.pk]
    assert "xempt" not in listed.content.decode()
    assert "xempt" not in b"".join(board.get("/reports/papers/papers.csv")).decode()  # type: ignore[arg-type]
    page = board.get(f"/reports/papers/{both.pk}/", follow=True).content.decode()
    assert "The public finding." in page
    assert "exempt" not in page.lower()
    assert board.get(f"/reports/papers/{exempt.pk}/").status_code == 404
    for one in (both, exempt):
        for address in ("exempt/", "exempt.xlsx", "exempt/stock.csv"):
            assert board.get(f"/reports/papers/{one.pk}/{address}").status_code == 403
        for address in ("public/", "public.xlsx", "public/stock.csv"):
            expected = 200 if one == both else 404
            assert board.get(f"/reports/papers/{one.pk}/{address}").status_code == expected


def test_downloads_and_reading_exempt_papers_are_in_the_log(
    live: Snapshot, as_: As, again: As, cast: dict[str, User]
) -> None:
    both = ready(cast["analyst"], live)
    public = as_("panel_chair").get(f"/reports/papers/{both.pk}/public.xlsx")
    assert _body(public) == b"public workbook"
    named = f"board-paper-public-{live.as_at}.xlsx"
    assert public["Content-Disposition"] == f'attachment; filename="{named}"'
    asked = as_("panel_chair").get(f"/reports/papers/{both.pk}/exempt.xlsx")
    assert "/account/reauthenticate/" in asked["Location"]
    chair = again("panel_chair")
    assert _body(chair.get(f"/reports/papers/{both.pk}/exempt.xlsx")) == b"exempt workbook"
    csv = chair.get(f"/reports/papers/{both.pk}/exempt/stock.csv").content.decode("utf-8-sig")
    assert csv.splitlines()[-1] == "At home,3"
    assert "The exempt finding." in chair.get(f"/reports/papers/{both.pk}/exempt/").content.decode()
    rows = AuditEntry.objects.filter(subject="paper", subject_id=str(both.pk)).order_by("id")
    assert [(row.kind, row.words) for row in rows] == [
        ("download", "Downloaded a public paper (xlsx)"),
        ("download", "Downloaded an exempt paper (xlsx)"),
        ("download", "Downloaded the table 'stock' of an exempt paper as CSV"),
        ("read", "Read an exempt paper"),
    ]
    for address in ("public.content", "public.generated", "public.json", "public.pdf"):
        assert as_("analyst").get(f"/reports/papers/{both.pk}/{address}").status_code == 404


def test_a_paper_of_a_programme_names_it(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    answer = as_("analyst").post(BUILD, paper_form(kind="exceptions"))
    assert answer.status_code == 422
    assert "Choose the programme of the exception report" in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    a_programme(cast["programme_lead"])
    sent = paper_form(kind="exceptions", programme="placements")
    assert as_("analyst").post(BUILD, sent).status_code == 302


def test_a_paper_for_a_meeting_has_its_day_and_programme(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    meeting = a_meeting(cast["programme_lead"])
    lead = as_("programme_lead")
    page = lead.get(f"{BUILD}?programme=placements&meeting={meeting.pk}")
    assert "Commissioning board, 3 December 2026 (Placements 2026)" in page.content.decode()
    both = paper_form(meeting=str(meeting.pk), meeting_words="Cabinet")
    assert "not both" in lead.post(BUILD, both).content.decode()
    assert lead.post(BUILD, paper_form(meeting=str(meeting.pk))).status_code == 302
    made = Paper.objects.get(key="once")
    assert (made.meeting, made.meeting_day) == (meeting, date(2026, 12, 3))
    assert made.programme is not None
    assert made.programme.slug == "placements"


def test_the_page_of_a_meeting_has_its_papers(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    meeting = a_meeting(cast["programme_lead"])
    one = ready(cast["analyst"], live, meeting=meeting, programme=meeting.programme)
    address = f"/programmes/placements/meeting/{meeting.pk}/"
    lead, board = (as_(name).get(address).content.decode() for name in ("analyst", "board_member"))
    assert f"/reports/papers/{one.pk}/exempt/" in lead
    assert f"/reports/papers/build/?programme=placements&amp;meeting={meeting.pk}" in lead
    assert f"/reports/papers/{one.pk}/public/" in board
    assert "/exempt/" not in board
    assert "papers/build" not in board


def test_one_removes_ones_own_while_its_meeting_is_open(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    meeting = a_meeting(cast["programme_lead"])
    one = ready(cast["analyst"], live, meeting=meeting, programme=meeting.programme)
    address = f"/reports/papers/{one.pk}/remove/"
    assert as_("finance_manager").post(address).status_code == 404
    meeting.body["held"] = True
    meeting.save()
    assert as_("analyst").post(address).status_code == 404
    meeting.body["held"] = False
    meeting.save()
    assert as_("analyst").get(address).status_code == 200
    assert as_("analyst").post(address)["Location"] == "/reports/papers/"
    assert as_("analyst").post(address)["Location"] == "/reports/papers/"
    assert AuditEntry.objects.filter(subject="paper", kind="remove").count() == 1


def test_a_page_asks_the_database_little(
    live: Snapshot, as_: As, cast: dict[str, User], django_assert_max_num_queries: Any
) -> None:
    meeting = a_meeting(cast["programme_lead"])
    for number in range(12):
        ready(cast["analyst"], live, meeting=meeting, programme=meeting.programme, key=str(number))
    analyst = as_("analyst")
    pk = Paper.objects.get(key="0").pk
    for address in ("", "build/", f"{pk}/exempt/", "words/board/?programme=placements"):
        with django_assert_max_num_queries(25):
            assert analyst.get(f"/reports/papers/{address}").status_code == 200


def test_the_purge_removes_old_files_and_keeps_that_they_were_built(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    old, new = (ready(cast["analyst"], live, key=key) for key in ("old", "new"))
    now = timezone.now()
    Paper.objects.filter(pk=old.pk).update(made=now - timedelta(days=4 * 366))
    asked = Asked(now=now, settings=current_settings())
    assert purged(asked) == 1
    assert purged(asked) == 0
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, old.files, new.state) == ("purged", {}, "ready")
    text = as_("board_member").get(f"/reports/papers/{old.pk}/").content.decode()
    assert "Its files were removed" in text


def test_kept_files_of_papers_are_named_so_that_no_sweep_takes_them(
    live: Snapshot, cast: dict[str, User]
) -> None:
    one = ready(cast["analyst"], live)
    hashes = {each["sha256"] for kept in one.files.values() for each in kept.values()}
    assert hashes <= named()


def test_no_paper_is_built_for_a_panel_nor_told_of_it(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    programme = a_programme(cast["programme_lead"])
    panel = Board("panel", "Placements panel", is_panel=True)
    records.add(by=cast["programme_lead"], programme=programme, kind="board", held=panel, key="b")
    meeting = a_meeting(cast["panel_chair"], board="panel")
    open_one = a_meeting(cast["programme_lead"])
    page = as_("analyst").get(BUILD)
    offered = [key for key, _ in page.context["form"].fields["meeting"].choices]
    assert offered == ["", str(open_one.pk)]
    assert as_("analyst").post(BUILD, paper_form(meeting=str(meeting.pk))).status_code == 422
    shown = as_("analyst").get(f"/programmes/placements/meeting/{meeting.pk}/").content.decode()
    assert "Placements panel" in shown
    assert "papers/build" not in shown
    assert [each.board for each in told_of(programme).meetings] == ["commissioning"]
