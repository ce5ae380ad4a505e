"""What is in a paper: the core's, for the reader it is for, and as the service's pages have it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from kinward_web import store
from kinward_web.accounts.models import User
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.actions import stop
from kinward_web.jobs.models import Job
from kinward_web.jobs.tasks import run
from kinward_web.papers.actions.paragraphs import Words, write
from kinward_web.papers.building import day_of_programme
from kinward_web.papers.kinds import KINDS
from kinward_web.papers.models import Paper
from kinward_web.programme.models import Record
from money_web import work_through
from papers_web import a_meeting, a_programme, paper_form, ready
from programmes import held, stored

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
BUILD = "/reports/papers/build/"
_SMALL = re.compile(r"[1-5]")
_NO_CHILDREN = ("actions_", "risks_", "initiation_")
"""How the keys of tables begin that count actions and risks."""


def _built(client: Client, **more: Any) -> Paper:
    answer = client.post(BUILD, paper_form(**more))
    assert answer.status_code == 302, answer.context["form"].errors
    job = work_through(answer["Location"])
    assert job.state == "done", job.reason
    made = Paper.objects.get(key=more.get("key", "once"))
    assert job.result_url == f"/reports/papers/{made.pk}/"
    return made


def _kept(made: Paper, audience: str, ending: str) -> bytes:
    return store.path_of(made.files[audience][ending]["sha256"]).read_bytes()


def _tables(made: Paper, audience: str) -> Iterator[dict[str, Any]]:
    content = json.loads(_kept(made, audience, "content"))
    for part in content["parts"]:
        yield from (block["table"] for block in part["blocks"] if block["kind"] == "table")


def _small(made: Paper, audience: str) -> list[str]:
    """Cells of 1 to 5 in columns of counts of children."""
    return [
        f"{table['key']}: {column['label']}: {row[place]}"
        for table in _tables(made, audience)
        if not table["key"].startswith(_NO_CHILDREN)
        for place, column in enumerate(table["columns"])
        if column["format"] == "count"
        for row in table["rows"]
        if _SMALL.fullmatch(str(row[place]))
    ]


def test_both_papers_are_built_for_their_readers(
    live: Snapshot, as_: As, again: As, cast: dict[str, User]
) -> None:
    made = _built(as_("analyst"))
    assert set(made.files) == {"drafted", "exempt", "public"}
    for audience in ("exempt", "public"):
        endings = set(made.files[audience])
        assert {"docx", "pdf", "xlsx", "html", "content", "readings"} == endings
        assert _kept(made, audience, "pdf").startswith(b"%PDF")
    assert _small(made, "exempt")
    assert _small(made, "public") == []
    board = again("board_member")
    page = board.get(f"/reports/papers/{made.pk}/", follow=True)
    assert page.status_code == 200
    text = page.content.decode()
    assert "Recommendations" in text
    assert "data-chart" in text
    for address in re.findall(rf'href="(/reports/papers/{made.pk}/[^"]+)"', text):
        assert board.get(address).status_code == 200, address
    exempt = again("analyst").get(f"/reports/papers/{made.pk}/exempt/").content.decode()
    assert "Not for publication" in exempt


def test_a_public_paper_alone_has_no_whole_figures_of_its_own(live: Snapshot, as_: As) -> None:
    made = _built(as_("analyst"), asked="public", kind="performance")
    assert set(made.files) == {"drafted", "public"}
    assert as_("analyst").get(f"/reports/papers/{made.pk}/exempt/").status_code == 404


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"board"}))
def test_every_kind_is_built(live: Snapshot, as_: As, cast: dict[str, User], kind: str) -> None:
    a_programme(cast["programme_lead"])
    made = _built(as_("analyst"), kind=kind, programme="placements")
    assert _small(made, "public") == []
    page = as_("analyst").get(f"/reports/papers/{made.pk}/", follow=True)
    assert page.status_code == 200


def test_amounts_are_those_of_the_pages_to_the_penny(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    programme = a_programme(cast["programme_lead"])
    made = _built(
        as_("analyst"), programme=programme.slug, meeting_words="Committee", meeting_day="31/3/2026"
    )
    told = json.loads(_kept(made, "exempt", "readings"))["readings"]
    found = {each["key"]: each["value"] for each in told}
    from kinward_web.documents.selectors import sections_of
    from kinward_web.documents.tables import tables

    document = live.documents.get(kind="money")
    activity = next(
        each for each in tables(sections_of(document, "whole")) if each.key == "money_activity"
    )
    amounts = {value for row in activity.frame.rows() for value in row if isinstance(value, int)}
    assert {found["budget"], found["projected"], found["variance"]} <= amounts
    assert found["savings:plan"] == 27_900_000
    assert found["savings:achieved"] == 10_000_001
    # The paper is as at 31 March: the year is over, and has what was achieved.
    assert found["savings:forecast"] == 10_000_001
    assert found["savings:gap"] == 27_900_000 - 10_000_001
    overview = as_("analyst").get("/programmes/placements/saving/?at=2026-03-31").content.decode()
    assert "£279,000" in overview
    book = load_workbook(io.BytesIO(_kept(made, "exempt", "xlsx")), data_only=False)
    cells = {cell for sheet in book for row in sheet.values for cell in row}
    assert 100_000.01 in cells


def test_own_words_stand_in_the_papers_they_are_for(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    for anchor, text, public in (
        ("implications-legal", "Counsel was asked.", False),
        ("implications-finance", "The reserve pays.", True),
    ):
        words = Words(text, "after", public=public, replaced="")
        write(by=cast["analyst"], kind="board", programme=None, anchor=anchor, words=words,
              edition=0, key=anchor)  # fmt: skip
    made = _built(as_("analyst"))
    exempt, public = (_kept(made, each, "html").decode() for each in ("exempt", "public"))
    assert "Counsel was asked." in exempt
    assert "The reserve pays." in exempt
    assert "The reserve pays." in public
    assert "Counsel was asked." not in public
    listed = as_("analyst").get("/reports/papers/words/board/").content.decode()
    assert "Counsel was asked." in listed


def test_a_paragraph_instead_of_moved_figures_is_told(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    made = _built(as_("analyst"), asked="exempt")
    places = json.loads(_kept(made, "drafted", "generated"))
    anchor = next(each["key"] for each in places if each["text"])
    words = Words("As we see it.", "instead", public=False, replaced="0" * 12)
    write(by=cast["analyst"], kind="board", programme=None, anchor=anchor, words=words, edition=0,
          key="w")  # fmt: skip
    again = _built(as_("analyst"), asked="both", key="two")
    assert "stands instead of text whose figures have changed" in " ".join(again.told["exempt"])
    assert again.told["public"] == made.told["exempt"]
    listed = as_("analyst").get("/reports/papers/words/board/").content.decode()
    assert "The figures have changed" in listed


def test_this_month_is_compared_with_last_month(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    first = _built(as_("analyst"))
    assert first.previous is None
    for audience in ("exempt", "public"):
        told = json.loads(_kept(first, audience, "readings"))
        told["as_at"] = "2026-02-28"
        for each in told["readings"]:
            each["on"] = "2026-02-28"
            if each["key"] == "looked_after":
                each["value"] -= 7
        blob = store.keep([json.dumps(told).encode()])
        first.files[audience]["readings"] = {"sha256": blob.sha256, "size": blob.size}
    first.as_at = first.as_at.replace(month=2, day=28)
    first.save()
    second = _built(as_("analyst"), key="two")
    assert second.previous == first
    for audience in ("exempt", "public"):
        changes = next(each for each in _tables(second, audience) if each["key"] == "changes")
        row = next(each for each in changes["rows"] if each[0] == "Children looked after")
        assert row[3] == "+7"
    other = _built(as_("analyst"), key="three", kind="performance")
    assert other.previous is None


def test_a_paper_for_a_meeting_says_so(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    meeting = a_meeting(cast["programme_lead"])
    made = _built(as_("programme_lead"), meeting=str(meeting.pk), kind="exceptions")
    text = _kept(made, "exempt", "html").decode()
    assert "Commissioning board" in text
    assert "3 December 2026" in text
    page = as_("board_member").get(f"/programmes/placements/meeting/{meeting.pk}/")
    assert f"/reports/papers/{made.pk}/public/" in page.content.decode()


def test_a_worker_that_dies_leaves_nothing_half(
    live: Snapshot, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is killed at the worst moment: the files are kept, and nothing names them yet."""
    address = as_("analyst").post(BUILD, paper_form(asked="public"))["Location"]
    made = Paper.objects.get(key="once")

    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("kinward_web.jobs.tasks._finished", killed)
        with pytest.raises(SystemExit):
            run.func(str(made.job_id))
    made.refresh_from_db()
    assert (made.state, made.files) == ("building", {})
    assert as_("analyst").get(f"/reports/papers/{made.pk}/public/").status_code == 404
    assert "being built" in as_("analyst").get(f"/reports/papers/{made.pk}/").content.decode()
    Job.objects.filter(pk=made.job_id).update(state="waiting")
    assert work_through(address).state == "done"
    made.refresh_from_db()
    assert made.state == "ready"
    assert Paper.objects.count() == 1


def test_a_paper_that_was_stopped_or_removed_says_so(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    analyst = as_("analyst")
    analyst.post(BUILD, paper_form())
    made = Paper.objects.get(key="once")
    assert made.job is not None
    stop(by=cast["analyst"], job=made.job)
    run.func(str(made.job_id))
    made.refresh_from_db()
    assert (made.state, made.files) == ("failed", {})
    assert "could not be built" in analyst.get(f"/reports/papers/{made.pk}/").content.decode()
    analyst.post(BUILD, paper_form(key="two"))
    gone = Paper.objects.get(key="two")
    analyst.post(f"/reports/papers/{gone.pk}/remove/")
    run.func(str(gone.job_id))
    assert Job.objects.get(pk=gone.job_id).state == "failed"


def test_the_programme_is_told_on_the_day_of_the_meeting_and_no_later_than_it_is_built(
    cast: dict[str, User], live: Snapshot
) -> None:
    made = ready(cast["analyst"], live)
    built = timezone.localdate(made.made)
    for day, told in (
        (None, built), (date(2026, 3, 31), date(2026, 3, 31)), (built + timedelta(9), built),
    ):  # fmt: skip
        made.meeting_day = day
        assert day_of_programme(made) == told


def test_a_paper_says_the_day_of_its_figures_and_that_of_its_programme(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    a_programme(cast["programme_lead"])
    made = _built(as_("analyst"), kind="exceptions", programme="placements", asked="exempt",
                  meeting_words="Committee", meeting_day="30/6/2026")  # fmt: skip
    content = json.loads(_kept(made, "exempt", "content"))
    told = dict(content["details"])
    assert told["Figures as at"] == "31 March 2026"
    assert told["Programme as at"] == "30 June 2026"
    page = as_("analyst").get(f"/reports/papers/{made.pk}/exempt/").content.decode()
    assert "the programme stands as at 30 June 2026" in page


def test_a_paper_is_built_where_programmes_wait_in_a_circle_and_says_so(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    row = a_programme(cast["programme_lead"])
    first, second = "placements", "other"
    other = replace(held(second), risks=())
    stored(cast["programme_lead"], other)
    for slug, there in ((first, second), (second, first)):
        one = Record.objects.filter(programme__slug=slug, kind="action").earliest("pk")
        far = Record.objects.filter(programme__slug=there, kind="action").earliest("pk")
        one.body["depends_on"] = [f"{there}:{far.ref}"]
        one.save()
    made = _built(as_("analyst"), programme=row.slug)
    for audience in ("exempt", "public"):
        text = _kept(made, audience, "content").decode()
        assert "Actions wait for one another in a circle: " in text, audience
        assert "Until that is put right, no action is red for another." in text


def test_a_recommendation_of_ones_own_stands_in_the_list(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    words = Words("Agree the second home.\nThank the carers.", "after", public=True, replaced="")
    write(by=cast["analyst"], kind="board", programme=None, anchor="recommendations-list",
          words=words, edition=0, key="r")  # fmt: skip
    made = _built(as_("analyst"))
    for audience in ("exempt", "public"):
        content = json.loads(_kept(made, audience, "content"))
        part = next(each for each in content["parts"] if each["key"] == "recommendations")
        listed = next(each for each in part["blocks"] if each["kind"] == "numbered")
        assert listed["lines"][-2:] == ["Agree the second home.", "Thank the carers."]
        assert len(listed["lines"]) > 2
    place = next(
        each for each in json.loads(_kept(made, "drafted", "generated"))
        if each["key"] == "recommendations-list"
    )  # fmt: skip
    assert place["list"]
    assert place["text"].startswith("Note the position as at 31 March 2026.")
    form = as_("analyst").get("/reports/papers/words/board/recommendations-list/")
    assert "Each line is an item" in form.content.decode()
