"""Own words in papers: beside the generated text, kept, flagged when the figures moved."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Snapshot
from kinward_web.papers.actions.paragraphs import Words, write
from kinward_web.papers.models import Paper, Paragraph
from papers_web import a_programme, ready

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
LIST = "/reports/papers/words/board/"
PLACE = f"{LIST}stands-1/"


def _sent(page: Any, **more: str) -> dict[str, str]:
    """What the form sends: its hidden fields, and what is typed."""
    names = "key|edition|replaced"
    found = re.findall(
        rf'<input type="hidden" name="({names})"(?: value="([^"]*)")?', page.content.decode()
    )
    return {"text": "Our view.", "mode": "after", **dict(found), **more}


def test_before_there_is_a_paper_one_is_asked_for(live: Snapshot, as_: As) -> None:
    text = as_("analyst").get(LIST).content.decode()
    assert "Build this paper once" in text
    assert as_("analyst").get(PLACE).status_code == 404


def test_words_are_written_beside_the_generated_text_and_kept(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    ready(cast["analyst"], live)
    analyst = as_("analyst")
    page = analyst.get(PLACE)
    assert "The public finding." in page.content.decode()
    assert analyst.post(PLACE, _sent(page))["Location"] == LIST
    listed = analyst.get(LIST).content.decode()
    assert "Our view." in listed
    assert "The figures have changed" not in listed
    one = Paragraph.objects.get()
    assert (one.kind, one.anchor, one.mode, one.programme) == ("board", "stands-1", "after", None)
    assert not one.public
    entry = AuditEntry.objects.get(subject="paragraph")
    assert (entry.kind, entry.by) == ("create", cast["analyst"])
    assert "Our view." in analyst.get(f"{PLACE}history/").content.decode()


def test_words_are_flagged_when_the_generated_text_is_another(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    analyst = as_("analyst")
    ready(cast["analyst"], live, as_at=live.as_at - timedelta(31), key="last")
    analyst.post(PLACE, _sent(analyst.get(PLACE)))
    ready(cast["analyst"], live, text={"exempt": "Another finding."})
    assert "1 of your own paragraphs stands beside figures" in analyst.get(LIST).content.decode()
    again = analyst.get(PLACE)
    assert "The figures have changed" in again.content.decode()
    analyst.post(PLACE, _sent(again))
    assert "The figures have changed" not in analyst.get(LIST).content.decode()
    assert Paragraph.objects.get().edition == 2


def test_a_double_click_writes_once(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    ready(cast["analyst"], live)
    analyst = as_("analyst")
    sent = _sent(analyst.get(PLACE))
    assert analyst.post(PLACE, sent).status_code == 302
    assert analyst.post(PLACE, sent).status_code == 302
    assert AuditEntry.objects.filter(subject="paragraph").count() == 1
    change = _sent(analyst.get(PLACE), text="Changed.")
    assert [analyst.post(PLACE, change).status_code for _ in range(2)] == [302, 302]
    assert Paragraph.objects.get().edition == 2


def test_the_second_of_two_writers_is_told(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    ready(cast["analyst"], live)
    analyst, lead = as_("analyst"), as_("programme_lead")
    mine, theirs = _sent(analyst.get(PLACE)), _sent(lead.get(PLACE), text="Their view.")
    assert lead.post(PLACE, theirs).status_code == 302
    answer = analyst.post(PLACE, mine)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Piotr Programme changed this" in text
    assert "Their view." in text
    assert "Our view." in text
    assert "Save over it" in text
    assert Paragraph.objects.get().text == "Their view."
    assert analyst.post(PLACE, _sent(answer)).status_code == 302
    assert Paragraph.objects.get().text == "Our view."


def test_words_of_a_programme_are_its_own(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    programme = a_programme(cast["programme_lead"])
    ready(cast["analyst"], live)
    ready(cast["analyst"], live, programme=programme, key="theirs")
    analyst, query = as_("analyst"), "?programme=placements"
    assert (
        analyst.post(PLACE + query, _sent(analyst.get(PLACE + query)))["Location"] == LIST + query
    )
    assert "Our view." in analyst.get(LIST + query).content.decode()
    assert "Our view." not in analyst.get(LIST).content.decode()
    assert analyst.get(f"{LIST}?programme=none").status_code == 404


def test_words_that_were_emptied_are_gone_and_in_the_history(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    ready(cast["analyst"], live)
    analyst = as_("analyst")
    analyst.post(PLACE, _sent(analyst.get(PLACE)))
    analyst.post(PLACE, _sent(analyst.get(PLACE), text=" "))
    assert "Our view." not in analyst.get(LIST).content.decode()
    history = analyst.get(f"{PLACE}history/").content.decode()
    assert "Took the words out" in history
    assert "Our view." in history


def test_words_without_a_place_are_told(live: Snapshot, as_: As, cast: dict[str, User]) -> None:
    ready(cast["analyst"], live)
    words = Words("Kept.", "instead", public=False, replaced="")
    write(by=cast["analyst"], kind="board", programme=None, anchor="gone-1", words=words, edition=0,
          key="k")  # fmt: skip
    text = as_("analyst").get(LIST).content.decode()
    assert "no place for these words any more" in text
    assert "Kept." in text


@pytest.mark.parametrize("text", ["It is 3 children.", "Two young children moved."])
def test_words_for_the_public_count_no_few_children(
    live: Snapshot, as_: As, cast: dict[str, User], text: str
) -> None:
    ready(cast["analyst"], live)
    analyst = as_("analyst")
    answer = analyst.post(PLACE, _sent(analyst.get(PLACE), text=text, public="on"))
    assert answer.status_code == 422
    assert "may count few children: line 1, word" in answer.content.decode()
    assert not Paragraph.objects.exists()
    assert analyst.post(PLACE, _sent(answer, text=text)).status_code == 302


def test_its_author_confirms_that_a_small_number_counts_no_children(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    """The confirmation is of these words: others are asked about again."""
    ready(cast["analyst"], live)
    analyst = as_("analyst")
    words = {"text": "Two placements teams met.", "public": "on"}
    asked = analyst.post(PLACE, _sent(analyst.get(PLACE), **words))
    assert "Line 1: “Two placements”" in asked.content.decode()
    looked = asked.context["form"]["looked"].value()
    told = {**_sent(asked, **words), "looked": looked, "confirmed": "on"}
    again = analyst.post(PLACE, {**told, "text": "Two boys met."})
    assert again.status_code == 422
    assert not Paragraph.objects.exists()
    assert analyst.post(PLACE, {**told, "confirmed": ""}).status_code == 422
    assert analyst.post(PLACE, told).status_code == 302
    assert Paragraph.objects.get().public
    entry = AuditEntry.objects.get(subject="paragraph")
    assert entry.words.endswith("and confirmed that its small numbers count no children")


def test_where_nothing_is_made_one_is_told_what_to_write(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    ready(cast["analyst"], live)
    address = f"{LIST}implications-legal/"
    page = as_("analyst").get(address)
    assert "The duties that bear on it." in page.content.decode()
    assert "mode" not in page.context["form"].fields
    assert as_("analyst").post(address, _sent(page)).status_code == 302
    assert Paragraph.objects.get().text == "Our view."


@pytest.mark.parametrize("name", ["board_member", "panel_chair", "auditor", "north_manager"])
def test_others_write_nothing(live: Snapshot, as_: As, cast: dict[str, User], name: str) -> None:
    ready(cast["analyst"], live)
    for address in (LIST, PLACE, f"{PLACE}history/"):
        assert as_(name).get(address).status_code == 403
    words = Words("No.", "after", public=False, replaced="")
    with pytest.raises(PermissionDenied):
        write(by=cast[name], kind="board", programme=None, anchor="stands-1", words=words,
              edition=0, key="k")  # fmt: skip


def test_what_changed_under_ones_own_words_is_shown_beside_them(
    live: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    analyst = as_("analyst")
    was = "On 28 February 2026 there were 530 children. Ten left."
    ready(cast["analyst"], live, as_at=live.as_at - timedelta(31), key="last", text={"exempt": was})
    analyst.post(PLACE, _sent(analyst.get(PLACE)))
    ready(cast["analyst"], live, text={"exempt": was.replace("28 February", "31 March")})
    assert "The figures have changed" not in analyst.get(LIST).content.decode()
    now = "On 31 March 2026 there were 538 children. Ten left."
    Paper.objects.filter(key="ready-both").delete()
    ready(cast["analyst"], live, text={"exempt": now})
    for address in (LIST, PLACE):
        page = analyst.get(address).content.decode()
        assert "The figures have changed" in page
        changed = page.partition('<dl class="govuk-summary-list">')[2].partition("</dl>")[0]
        assert "there were 530 children." in changed
        assert "there were 538 children." in changed
        assert "Ten left." not in changed
