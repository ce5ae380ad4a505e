"""What is exported can be imported: a whole programme in one go, and nothing half stored."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinward.programme import model as core
from kinward.programme.write import csv_files
from kinward_web.audit.models import AuditEntry
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import held, whole
from programmes import stored

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_MET = date(2026, 6, 9)


def full() -> core.Programme:
    """A programme with everything that the files have columns for."""
    return core.Programme(
        "full", "Full",
        outcomes=(core.Outcome("1", "Fewer in homes", ("looked_after",)),
                  core.Outcome("2", "Of no action")),
        workstreams=(core.Workstream("W1", "Fostering", "1"),),
        actions=(
            core.Action(
                "1.1", "=SUM(A1)", outcome="1", workstream="W1", lead="Anna", priority="high",
                start=date(2026, 4, 1), target_end=date(2027, 3, 31), success_target=Decimal("4.5"),
                target_saving_pence=1_234_567, saving_year=2027, published_rag="amber",
                deliverables=(core.Deliverable("D1", "A plan", date(2026, 9, 30)),),
                updates=(core.Update(date(2026, 6, 1), "Began", measured=Decimal("4.75"), by="A"),),
                overrides=(core.Override("delivery", "red", "No site", "Anna", _MET),),
            ),
            core.Action("1.2", "Second", outcome="1", workstream="W1", depends_on=("1.1",)),
        ),
        savings=(
            core.Saving(
                "S1", 2027, 50_000_01, "1.1", "Homes", kind="cashable", probability=Decimal("0.8"),
                shares=(core.Share("1.2", Decimal("0.25")),), forecast_pence=40_000_00,
            ),
        ),
        risks=(
            core.Risk(
                "R1", "Too few carers", 3, 4, after_probability=2, after_impact=4,
                mitigations=(core.Mitigation("Campaign", "Anna"), core.Mitigation("Fees")),
                history=(core.Score(date(2026, 5, 1), 5, 4, by="Anna", note="Before the fees"),),
            ),
        ),
        issues=(core.Issue("I1", "No band 4 carers", priority="high", risk="R1"),),
        assumptions=(core.Assumption("A1", "Prices rise", Decimal("3.5"), "%", owner="Farah"),),
        boards=(
            core.Board("C", "Commissioning", "weekly", "Ada", ("Ben, deputy", "Cy"), "To decide.",
                       2, "S", date(2026, 4, 7)),
            core.Board("P", "Placement panel", is_panel=True),
            core.Board("S", "Scrutiny"),
        ),
        meetings=(
            core.Meeting(
                "C", _MET, ("Ada", "A guest"), held=True, without_quorum="Nobody else could",
                decisions=(core.Decision("D1", "Open", "agreed", "It pays", "Ada", action="1.1"),),
                log=(core.LogItem("F1", "Ask the court", "Ada", date(2026, 6, 30)),),
            ),
            core.Meeting("C", date(2026, 7, 14)),
        ),
    )  # fmt: skip


def _sent(client: Client, content: bytes, name: str, slug: str = "full-2") -> Any:
    """The answer to a file that was chosen."""
    data = {"key": "k", "file": SimpleUploadedFile(name, content)}
    return client.post(f"/programmes/{slug}/import/", data, follow=True)


def _hidden(page: Any) -> dict[str, str]:
    text = page.content.decode()
    return dict(re.findall(r'type="hidden" name="(key|token|stamp)" value="([^"]*)"', text))


def _takes(client: Client, look: Any, slug: str = "full-2") -> Any:
    return client.post(f"/programmes/{slug}/import/look/", _hidden(look), follow=True)


def _text(page: Any) -> str:
    return re.sub(r"\s+", " ", page.content.decode())


@pytest.fixture
def two(cast: Any) -> core.Programme:
    """The whole programme, and one of which nothing is known yet."""
    stored(cast["programme_lead"], full())
    stored(cast["programme_lead"], core.Programme("full-2", "Full"))
    return full()


@pytest.mark.parametrize("how", ["xlsx", "zip"])
def test_what_is_exported_is_the_same_again_in_one_go(
    as_: As, two: core.Programme, how: str
) -> None:
    client = as_("programme_lead")
    content = client.get(f"/programmes/full/programme.{how}").content
    assert AuditEntry.objects.get(words="Exported a programme").subject_id == f"full/full.{how}"
    look = _sent(client, content, f"full.{how}")
    assert "The file would add 14 records" in _text(look)
    assert not Record.objects.filter(programme__slug="full-2").exists()
    done = _takes(client, look)
    assert "Imported: 2 new outcomes, 1 new workstream, 2 new actions" in _text(done)
    assert "3 new boards, 2 new meetings" in _text(done)
    again = whole(Programme.objects.get(slug="full-2"))
    assert replace(again, key="full") == two
    assert "The file would change nothing" in _text(_sent(client, content, f"full.{how}"))


def test_each_table_of_the_preview_is_a_file_too(as_: As, two: core.Programme) -> None:
    client = as_("programme_lead")
    archive = client.get("/programmes/full/programme.zip").content
    look = _sent(client, archive, "full.zip")
    links = re.findall(r'href="([^"]*/import/look/([a-z]+)\.csv\?token=[^"]*)"', _text(look))
    kinds = ["outcome", "workstream", "action", "saving", "risk", "issue", "assumption", "board",
             "meeting"]  # fmt: skip
    assert [name for _, name in links] == ["doubts", *kinds]
    rows = {}
    for address, name in links:
        answer = client.get(address)
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        rows[name] = list(csv.reader(io.StringIO(text)))
    assert rows["board"] == [
        ["Boards", "New or changed", "What"], ["C", "New", "Commissioning"],
        ["P", "New", "Placement panel"], ["S", "New", "Scrutiny"],
    ]  # fmt: skip
    assert rows["meeting"][1] == ["C 2026-06-09", "New", "1 decision, 1 follow-up, closed"]
    assert rows["action"][1][2] == "'=SUM(A1)"
    token = links[0][0].partition("?")[2]
    assert client.get(f"/programmes/full-2/import/look/nothing.csv?{token}").status_code == 404
    other = as_("panel_chair").get(links[0][0])
    assert other.status_code == 403 or b"no longer here" in other.content


def test_meetings_of_panels_leave_in_no_file(as_: As, two: core.Programme, cast: Any) -> None:
    meeting = core.Meeting("P", _MET, ("Petra",), decisions=(core.Decision("D9", "Move"),))
    more = replace(two, key="full-3", meetings=(meeting,))
    stored(cast["programme_lead"], more)
    for name in ("panel_chair", "programme_lead"):
        content = as_(name).get("/programmes/full-3/programme.zip").content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
        assert "boards.csv" in names
        assert not {"meetings.csv", "decisions.csv"} & set(names)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("board,on,held,attended\nP,2026-06-09,yes,Eve\n", "of a panel, or of a board that is not"),
        ("board,on,held,attended\nX,2026-06-09,yes,Eve\n", "of a panel, or of a board that is not"),
        ("board,on,held,attended\nC,2026-06-09,yes,Eve\n", "This meeting is closed"),
        (
            "board,meeting,ref,text,outcome,reason\nC,2026-06-09,D1,Open,refused,No\n",
            "This meeting is closed",
        ),
    ],
)
def test_what_a_file_may_not_change_is_told_and_shows_nothing(
    as_: As, two: core.Programme, cast: Any, text: str, told: str
) -> None:
    secret = core.Meeting("P", _MET, ("Petra",), log=(core.LogItem("F9", "Visit", "Fay"),))
    stored(cast["programme_lead"], replace(two, key="full-3", meetings=(*two.meetings, secret)))
    answer = _sent(as_("programme_lead"), text.encode(), "x.csv", "full-3")
    assert answer.status_code == 422
    assert told in _text(answer)
    assert "Petra" not in _text(answer)


def test_who_may_not_meet_brings_in_no_meeting(as_: As, two: core.Programme) -> None:
    text = b"board,on,held\nC,2026-08-11,no\n"
    answer = _sent(as_("commissioner"), text, "x.csv", "full")
    assert answer.status_code == 422
    assert "The file has meetings, which you may not change" in _text(answer)


def test_nothing_is_half_stored(as_: As, two: core.Programme, cast: Any) -> None:
    """The last of the kinds breaks a rule: a follow-up has the ref of another meeting's."""
    own = replace(two.meetings[1], log=(core.LogItem("F1", "Another", "Cy"),))
    given = csv_files(replace(two, risks=(), meetings=(two.meetings[0], own)))
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in given.items():
            archive.writestr(name, data)
    client = as_("programme_lead")
    answer = _takes(client, _sent(client, content.getvalue(), "all.zip"))
    assert answer.status_code == 422
    assert "F1 is there already" in _text(answer)
    assert not Record.objects.filter(programme__slug="full-2").exists()


def test_a_file_adds_to_what_people_set_and_takes_nothing_of_it_away(
    as_: As, two: core.Programme
) -> None:
    client = as_("programme_lead")
    for text in (
        "action,side,colour,words,by,on,withdrawn\n"
        "1.1,delivery,red,No site,Anna,2026-06-09,2026-07-01\n"
        "1.1,benefit,amber,Late,Ben,2026-07-01,\n",
        "risk,on,probability,impact\nR1,2026-04-01,4,4\n",
        "board,meeting,ref,text,owner\nC,2026-07-14,F2,Ask again,Cy\n",
    ):
        look = _sent(client, text.encode(), "x.csv", "full")
        assert "The file would change 1 record" in _text(look)
        assert "Imported: 1 changed" in _text(_takes(client, look, "full"))
    own = {each.kind: held(each) for each in Record.objects.filter(ref__in=("1.1", "R1"))}
    first, second = own["action"].overrides
    assert (first.withdrawn, first.words, second.side) == (date(2026, 7, 1), "No site", "benefit")
    assert [each.on.month for each in own["risk"].history] == [4, 5]
    ahead = held(Record.objects.get(kind="meeting", ref="C 2026-07-14"))
    assert [each.ref for each in ahead.log] == ["F2"]


def test_scores_of_a_file_stay_beside_those_that_the_change_of_a_rating_keeps(
    as_: As, two: core.Programme
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("risks.csv", "ref,title,probability,impact\nR1,Too few carers,5,5\n")
        archive.writestr("scores.csv", "risk,on,probability,impact\nR1,2026-04-01,4,4\n")
    client = as_("programme_lead")
    _takes(client, _sent(client, content.getvalue(), "x.zip", "full"), "full")
    risk = held(Record.objects.get(kind="risk", programme__slug="full"))
    scores = [(each.probability, each.impact) for each in risk.history]
    assert scores == [(4, 4), (5, 4), (3, 4)]


def test_no_cell_of_the_spreadsheet_is_run(as_: As, two: core.Programme) -> None:
    content = as_("board_member").get("/programmes/full/programme.xlsx").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in each for each in sheets)
