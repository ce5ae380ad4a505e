"""Files of a programme: looked at before anything is stored, imported once, and out again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinward.programme import model as core
from kinward_web.audit.models import AuditEntry
from kinward_web.programme.actions import imports, records
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import held, whole
from programmes import BASE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]
As = Callable[[str], Client]
_NEW = "ref,title,target_end,depends_on\nN1,A new one,2027-03-31,N2\nN2,Another,2027-06-30,\n"


def _hidden(page: Any) -> dict[str, str]:
    text = page.content.decode()
    return dict(re.findall(r'type="hidden" name="(key|token|stamp)" value="([^"]*)"', text))


def _sent(
    client: Client, content: str | bytes, name: str = "x.csv", base: str = BASE, **more: str
) -> Any:
    """The answer to a file that was chosen."""
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post(f"{base}import/", {"key": "k", "file": file, **more}, follow=True)


def _takes(client: Client, look: Any, base: str = BASE) -> Any:
    return client.post(f"{base}import/look/", _hidden(look), follow=True)


def _text(page: Any) -> str:
    return page.content.decode()


def _one(kind: str, ref: str) -> Any:
    return held(Record.objects.get(programme__slug="placements", kind=kind, ref=ref))


def test_a_file_is_shown_before_anything_is_stored(as_: As) -> None:
    before = whole(Programme.objects.get())
    text = "ref,title,cause,probability,impact\nR1,Risk 1,Too few carers,2,4\nR99,New,,3,3\n"
    look = _sent(as_("programme_lead"), text)
    told = _text(look)
    assert look.status_code == 200
    assert "The file would add 1 record and change 1 record" in told
    assert "Cause: nothing becomes Too few carers" in told
    assert "Risks that the file leaves out, and that stay: R2, R3" in told
    assert whole(Programme.objects.get()) == before


def test_it_is_imported_once(as_: As) -> None:
    client = as_("programme_lead")
    look = _sent(client, _NEW)
    assert "Imported: 2 new actions." in _text(_takes(client, look))
    assert "Everything in the file is there already." in _text(_takes(client, look))
    assert Record.objects.filter(kind="action", ref__startswith="N").count() == 2
    assert _one("action", "N1").depends_on == ("N2",)
    assert AuditEntry.objects.filter(words__contains=": 2 new actions").count() == 1
    assert AuditEntry.objects.filter(words="Added to a programme: action").count() == 2
    assert Record.history.filter(ref="N1").count() == 1


def test_what_goes_together_only_at_the_end_comes_in(as_: As) -> None:
    """Who waits for whom is turned about: action by action it would be a circle."""
    client = as_("programme_lead")
    _takes(client, _sent(client, "ref,title,depends_on\nN1,First,\nN2,Second,N1\n"))
    done = _takes(client, _sent(client, "ref,title,depends_on\nN1,First,N2\nN2,Second,\n"))
    assert "Imported: 2 changed actions." in _text(done)
    assert _one("action", "N1").depends_on == ("N2",)
    assert Record.history.filter(ref="N1").count() == 2


def test_a_circle_is_refused_as_a_whole(as_: As) -> None:
    client = as_("programme_lead")
    text = "ref,title,depends_on\nN1,First,N2\nN2,Second,N1\nN3,Third,\n"
    answer = _takes(client, _sent(client, text))
    assert answer.status_code == 422
    assert not Record.objects.filter(ref__startswith="N").exists()
    assert not AuditEntry.objects.filter(words__startswith="Added").exists()


def test_a_change_since_the_look_is_told_and_shown(as_: As, cast: Any) -> None:
    client = as_("programme_lead")
    look = _sent(client, _NEW)
    own = core.Action("N1", "Somebody was faster")
    row = Programme.objects.get()
    records.add(by=cast["analyst"], programme=row, kind="action", held=own, key="other")
    again = _takes(client, look)
    assert again.status_code == 422
    assert "The programme was changed since you looked at the file" in _text(again)
    assert "The file would add 1 record and change 1 record" in _text(again)
    assert not Record.objects.filter(ref="N2").exists()
    assert "Imported: 1 new action, 1 changed action." in _text(_takes(client, again))


def test_nothing_that_people_said_is_lost(as_: As) -> None:
    """Updates and deliverables that a file leaves out stay; a first date is kept for ever."""
    client = as_("programme_lead")
    was = _one("action", "2.1")
    text = f"action,on,done\n{was.ref},2026-06-29,A later step\n"
    _takes(client, _sent(client, text))
    _takes(client, _sent(client, f"action,ref,title,due\n{was.ref},D2,A plan,2026-09-30\n"))
    now = _one("action", "2.1")
    assert [each.done for each in now.updates] == ["Step 1 was taken", "A later step"]
    assert [each.ref for each in now.deliverables] == ["D1", "D2"]
    look = _sent(client, f"ref,title,target_end,lead\n{was.ref},{was.title},2028-01-01,Anna\n")
    assert "Action 2.1 has another end date in the file; the first one is kept" in _text(look)
    assert "Revised end: nothing becomes 1 January 2028" in _text(look)
    _takes(client, look)
    last = _one("action", "2.1")
    assert last == replace(now, lead="Anna", revised_end=date(2028, 1, 1))


def test_a_list_inside_a_record_is_shown_entry_by_entry(as_: As) -> None:
    client = as_("programme_lead")
    head = "action,ref,title,due,done\n"
    _takes(client, _sent(client, f"{head}2.1,D1,A report,2026-07-10,2026-07-09\n"))
    look = _sent(
        client, "action,ref,title,due\n2.1,D1,A report,2026-08-31\n2.1,D2,More,2026-09-30\n"
    )
    assert "Deliverable D1, revised date: nothing becomes 31 August 2026" in _text(look)
    assert "New deliverable: D2" in _text(look)
    _takes(client, look)
    first = _one("action", "2.1").deliverables[0]
    assert (first.due, first.revised) == (date(2026, 7, 10), date(2026, 8, 31))
    assert first.done == date(2026, 7, 9), "the second file has no column for it"


def test_what_the_programme_would_have_in_doubt_is_told(as_: As) -> None:
    text = "ref,action,financial_year,target\nS90,9.9,2026/27,1000\n"
    told = _text(_sent(as_("programme_lead"), text))
    assert "Saving S90 names the action 9.9, which is not there." in told
    assert "no lead" not in told, "that is so already"


def test_kinds_that_a_file_has_nothing_of_are_not_called_left_out(as_: As) -> None:
    told = _text(_sent(as_("programme_lead"), "ref,title\n2.1,Action 1 of the plan\n"))
    assert "Actions that the file leaves out" in told
    assert "Outcomes that the file leaves out" not in told


def test_a_risk_keeps_its_scores(as_: As) -> None:
    client = as_("programme_lead")
    _takes(client, _sent(client, "ref,title,probability,impact\nR1,Risk 1,4,5\n"))
    risk = _one("risk", "R1")
    assert (risk.probability, risk.impact) == (4, 5)
    assert [(each.probability, each.impact) for each in risk.history] == [(2, 4)]


def test_a_mitigation_that_a_file_leaves_out_stays(as_: As) -> None:
    client = as_("programme_lead")
    text = "ref,title,probability,impact,mitigation\nR6,Risk 6,4,5,Higher fees\nR12,Risk 12,4,5,\n"
    _takes(client, _sent(client, text))
    assert [each.text for each in _one("risk", "R6").mitigations] == ["Another plan", "Higher fees"]
    assert [each.text for each in _one("risk", "R12").mitigations] == ["Another plan"]
    assert "The file would change nothing" in _text(_sent(client, text))


def test_doubts_stand_with_row_and_column(as_: As) -> None:
    told = _text(
        _sent(as_("programme_lead"), "ref,title,probability,impact,rating\nR98,New,3,3,10\n")
    )
    assert "x.csv, row 2, column rating" in told


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        ("ref,title,target_end\nN1,New,soon\n", "x.csv", "row 2"),
        ("", "x.csv", "The file is empty"),
        ("a,b\n1,2\n", "x.csv", "The headings do not tell what file this is"),
        (b"PK\x03\x04none", "x.xlsx", "x.xlsx"),
        (b"PK\x03\x04", "x.csv", "The file is not what its ending .csv says"),
        ("ref,title\nN1,a\0b\n", "x.csv", "x.csv"),
        ("ref,title\n" + "".join(f"N{n},New\n" for n in range(2001)), "x.csv", "by parts"),
        ("ref,title\n", "x.pdf", "The file must end in .csv, .xlsx or .zip"),
    ],
)
def test_what_cannot_be_read_is_told(as_: As, content: Any, name: str, told: str) -> None:
    answer = _sent(as_("programme_lead"), content, name)
    assert answer.status_code == 422
    assert told in _text(answer)


def test_a_kept_file_is_for_its_person_alone(as_: As, cast: Any) -> None:
    token = _hidden(_sent(as_("programme_lead"), _NEW))["token"]
    answer = as_("analyst").get(f"{BASE}import/look/", {"token": token})
    assert answer.status_code == 422
    assert "The file is no longer here" in _text(answer)
    row = Programme.objects.get()
    with pytest.raises(PermissionDenied):
        imports.take(by=cast["board_member"], programme=row, token=token, seen="", key="k")


def test_a_row_without_a_year_takes_the_one_that_is_given(as_: As) -> None:
    client = as_("programme_lead")
    text = "ref,objective,target\nS90,Fostering,1000\n"
    assert _sent(client, text).status_code == 422
    _takes(client, _sent(client, text, saving_year="2027/28"))
    assert _one("saving", "S90").financial_year == 2028


def test_published_headings_come_in(as_: As) -> None:
    """Those of Cambridgeshire's action plan of 2016, and the day that its report is of."""
    client = as_("programme_lead")
    text = (
        "ref,action,lead_role,target_age_group,target_placements_reduction,progress\n"
        "9.1,Recruit carers,Head of fostering,All,4,In progress: two came\n"
    )
    _takes(client, _sent(client, text, reported_on="1 November 2016"))
    own = _one("action", "9.1")
    assert (own.title, own.lead, own.age_group) == ("Recruit carers", "Head of fostering", "All")
    assert (own.target_placements, own.reported_on) == (Decimal(4), date(2016, 11, 1))
