"""Files of measures: looked at before anything is stored, taken over once, and out again."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinward.scorecard.read import read
from kinward_web.audit.models import AuditEntry
from kinward_web.performance.actions import imports
from kinward_web.performance.actions.cards import make
from kinward_web.performance.followed import Followed, of_row
from kinward_web.performance.models import Card, Typed
from kinward_web.performance.selectors.cards import as_file, cards

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_FILE = """\
measure,unit,better,period,value,target_low,target_high,owner,tier,typed_by,rag
% clients with SEND who are NEET,,,2025-Q4,4.5,,4.0,Head of SEND,board,Una,Green
Calls answered,%,high,2026-01,94.5,95,,,,,
Calls answered,%,high,2026-02,96,95,,,,,
looked_after,,,,,,60,,,,
"""


def _hidden(page: Any) -> dict[str, str]:
    text = page.content.decode()
    found = re.findall(r'<input type="hidden" name="(key|token|stamp)" value="([^"]*)"', text)
    return dict(found)


def _sent(client: Client, text: str, name: str = "measures.csv") -> Any:
    """The answer to a file that was chosen."""
    file = SimpleUploadedFile(name, text.encode())
    return client.post("/scorecard/import/", {"key": "k", "file": file}, follow=True)


def _takes(client: Client, look: Any) -> Any:
    return client.post("/scorecard/import/look/", _hidden(look), follow=True)


def test_a_file_is_shown_before_anything_is_stored(as_: As) -> None:
    look = _sent(as_("analyst"), _FILE)
    told = look.content.decode()
    assert look.status_code == 200
    assert "The file would change 3 measures and 3 readings" in told
    assert "Owner: nothing becomes Head of SEND" in told
    assert "the file prints colour green, the rule gives red" in told
    assert not Card.objects.exists()
    assert not Typed.objects.exists()


def test_the_tables_of_what_would_change_are_files(as_: As) -> None:
    client = as_("analyst")
    many = "".join(f"Calls answered,%,high,{1900 + n}-12,{n % 90}\n" for n in range(120))
    many += "".join(f"Calls lost,%,low,{1900 + n}-12,{n % 90}\n" for n in range(120))
    look = _sent(client, _FILE + many.replace("\n", ",,,,,,\n"))
    text = look.content.decode()
    links = re.findall(r'href="(/scorecard/import/look/(\w+)\.csv\?token=[^"]+)"', text)
    assert [name for _, name in links] == ["cards", "readings", "differences"]
    cards_, given, differ = (
        b"".join(client.get(href.replace("&amp;", "&"))).decode("utf-8-sig").splitlines()
        for href, _ in links
    )
    assert cards_[0] == "Measure,New or changed,What"
    assert any(row.startswith("Calls answered,New,") for row in cards_)
    # The page stops at 200 of them; the file has all.
    assert len(given) == 1 + 243
    assert "And 43 more in the file" in text
    assert any("colour,green,red" in row.lower() for row in differ[1:])
    token = links[0][0].partition("=")[2]
    assert client.get(f"/scorecard/import/look/other.csv?token={token}").status_code == 404
    assert client.get("/scorecard/import/look/cards.csv?token=x").status_code == 422


def test_it_is_taken_over_once(as_: As, cast: Any) -> None:
    client = as_("analyst")
    look = _sent(client, _FILE)
    done = _takes(client, look)
    assert "Brought in: 3 measures and 3 readings." in done.content.decode()
    assert "Everything in the file is there already." in _takes(client, look).content.decode()
    assert (Card.objects.count(), Typed.objects.count()) == (3, 3)
    neet = Typed.objects.get(measure="send_neet_pct")
    assert (neet.value, neet.typed_by, neet.period_end) == (
        Decimal("4.5"), "Una", date(2025, 12, 31),
    )  # fmt: skip
    assert Typed.objects.filter(measure="calls_answered", typed_by="Anita Analyst").count() == 2
    assert AuditEntry.objects.filter(words__contains="3 measures and 3 readings").count() == 1
    assert Typed.history.count() == 3


def test_what_is_exported_is_the_same_again(as_: As, tmp_path: Path) -> None:
    client = as_("analyst")
    _takes(client, _sent(client, _FILE))
    told = client.get("/scorecard/measures.csv").content.decode("utf-8-sig")
    assert told == as_file()
    path = tmp_path / "measures.csv"
    path.write_text(told)
    again, held = read(path).cards, cards()
    assert set(again) == set(held)
    for key, card in held.items():
        assert again[key].readings == card.readings
        assert again[key].target == card.target
        assert (again[key].owner, again[key].tier, again[key].theme, again[key].measure.unit) == (
            card.owner, card.tier, card.theme, card.measure.unit,
        )  # fmt: skip
    look = _sent(client, told)
    assert "The file would change nothing" in look.content.decode()
    assert "3 readings are there already" in look.content.decode()


def test_what_a_file_leaves_empty_stays(as_: As, follow: Any) -> None:
    follow("looked_after", owner="Director", tolerance_pct=Decimal(5), tier="detail")
    client = as_("analyst")
    _takes(client, _sent(client, "measure,target_high\nlooked_after,60\n"))
    row = Card.objects.get()
    assert (row.owner, row.tolerance_pct, row.tier) == ("Director", 5, "detail")
    assert (row.target, row.high) == ("ceiling", 60)


def test_a_target_that_moves_comes_in(as_: As) -> None:
    client = as_("analyst")
    text = "measure,period,target_high\nlooked_after,2027-03,60\nlooked_after,2026-03,70\n"
    _takes(client, _sent(client, text))
    row = Card.objects.get()
    assert row.target == "ceilings"
    assert row.points == [["2026-03-31", "70"], ["2027-03-31", "60"]]


def test_somebody_else_changed_it_meanwhile(as_: As, type_: Any) -> None:
    client = as_("analyst")
    look = _sent(client, _FILE)
    type_("send_neet_pct", date(2025, 12, 31), "4.4")
    again = _takes(client, look)
    told = again.content.decode()
    assert again.status_code == 422
    assert "was changed since you looked at the file" in told
    assert "4.4 becomes 4.5" in told
    assert Typed.objects.count() == 1
    assert "Brought in" in _takes(client, again).content.decode()
    assert Typed.objects.get(measure="send_neet_pct").value == Decimal("4.5")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("measure,period,value\nlooked_after,2025-12,many\n", "row 2, column value"),
        ("measure,period,value\nlooked_after,,4\n", "row 2, column period"),
        ("measure,period,value\nA new one,2025-12,4\n", "does not say what it is"),
        ("measure,period,value\nuasc,2025-12,1e13\n", "A number is too large"),
        ("measure,period,value,numerator\nuasc_pct,2025-12,4,1\n", "one of part and whole"),
        ("measure,target_low,target_high\nuasc,5,4\n", "above its high end"),
        ("measure,unit,better\n£££,%,low\n", "neither a letter from a to z nor a figure"),
        (f"measure,unit,better\n{'a' * 201},%,low\n", "name of a measure cannot be used"),
        (f"measure,owner\nuasc,{'a' * 201}\n", "The owner is too long"),
        ("name\nuasc\n", "measure"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(as_: As, text: str, words: str) -> None:
    answer = _sent(as_("analyst"), text)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    assert "/lent/" not in answer.content.decode()


def test_no_reading_of_a_period_that_has_not_ended(as_: As) -> None:
    ahead = (timezone.localdate() + timedelta(days=40)).isoformat()
    answer = _sent(as_("analyst"), f"measure,period,value\nuasc,{ahead},4\n")
    assert "has not ended" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "text"),
    [("measures.exe", _FILE), ("measures.xlsx", _FILE), ("measures.csv", "PK\x03")],
)
def test_a_file_that_is_not_what_it_says(as_: As, name: str, text: str) -> None:
    assert _sent(as_("analyst"), text, name).status_code == 422


def test_the_virus_scanner_is_asked(as_: As, settings: Any) -> None:
    settings.VIRUS_SCAN = "false"
    answer = _sent(as_("analyst"), _FILE)
    assert "virus scanner refused the file" in answer.content.decode()


def test_a_file_is_for_the_person_who_chose_it(as_: As, cast: Any) -> None:
    token = imports.bring_in(by=cast["analyst"], name="measures.csv", chunks=[_FILE.encode()])
    for client, status in ((as_("analyst"), 200), (as_("finance_manager"), 422)):
        assert client.get(reverse("scorecard_look"), {"token": token}).status_code == status
    assert as_("analyst").get(reverse("scorecard_look"), {"token": "made up"}).status_code == 422


@pytest.mark.parametrize("who", ["board_member", "north_manager", "auditor"])
def test_others_bring_nothing_in(cast: Any, who: str) -> None:
    with pytest.raises(PermissionDenied):
        imports.bring_in(by=cast[who], name="measures.csv", chunks=[_FILE.encode()])


def test_the_published_scorecard_comes_in(as_: As, tmp_path: Path) -> None:
    """The headings of papers: actual, year, polarity; and what the paper prints."""
    text = (
        "measure,polarity,unit,date,actual,target,rag,direction,previous\n"
        "Calls answered,high,%,Dec 2015,94,95,A,down,96\n"
    )
    client = as_("analyst")
    look = _sent(client, text)
    assert "rule gives" not in look.content.decode()
    _takes(client, look)
    found = Typed.objects.values_list("period_end", "value")
    assert sorted(found) == [(date(2015, 11, 30), 96), (date(2015, 12, 31), 94)]
    assert "The file would change nothing" in _sent(client, text).content.decode()


def test_an_own_measure_comes_back_from_a_file_with_how_it_is_made(
    as_: As, follow: Any, type_: Any, cast: Any
) -> None:
    given = Followed(
        own=True, label="Calls answered", unit="%", polarity="high", tier="board",
        formula="Calls answered within a minute, of all calls", source="Our contact centre",
        theme="Other services", owner="Head of service",
    )  # fmt: skip
    made = make(by=cast["programme_lead"], given=given, key="own")
    plain = replace(given, label="Letters sent", unit="number", formula="", source="")
    bare = make(by=cast["programme_lead"], given=plain, key="bare")
    for each in (made, bare):
        type_(
            each.measure, date(2026, 3, 31), "94.5", source="The telephone system",
            typed_on=date(2026, 4, 2),
        )  # fmt: skip
    file = as_file()
    Typed.objects.all().delete()
    Card.objects.all().delete()
    analyst = as_("analyst")
    _takes(analyst, _sent(analyst, file))
    assert of_row(Card.objects.get(measure=made.measure)) == given
    assert of_row(Card.objects.get(measure=bare.measure)) == plain
    assert as_file() == file
    changed = file.replace("within a minute", "within two minutes")
    look = _sent(analyst, changed)
    assert "within two minutes" in look.content.decode()
    _takes(analyst, look)
    assert "two minutes" in Card.objects.get(measure=made.measure).formula


def test_a_file_cannot_say_how_a_measure_of_the_library_is_made(as_: As) -> None:
    analyst = as_("analyst")
    text = "measure,formula,definition,target_high\nlooked_after,Half of them,Ours,60\n"
    _takes(analyst, _sent(analyst, text))
    row = Card.objects.get(measure="looked_after")
    assert (row.formula, row.source, row.high) == ("", "", 60)
    assert "Half of them" not in analyst.get("/scorecard/measures/looked_after/").content.decode()
