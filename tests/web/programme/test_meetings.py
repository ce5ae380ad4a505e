"""Boards and their meetings: the agenda by rule, holding one, and what the next one opens with."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward.programme.governance import Board, Decision, LogItem, Meeting, Message
from kinward.programme.model import Action, Update
from kinward.programme.registers import Risk
from kinward.words import long_date
from kinward_web.accounts.editing import StaleError
from kinward_web.audit.models import AuditEntry
from kinward_web.programme.actions import meetings, programmes, records
from kinward_web.programme.head import Head
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.boards import to_pass_up
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import standing

TODAY = timezone.localdate()
LAST, BEFORE = TODAY - timedelta(days=35), TODAY - timedelta(days=70)
HEARD = (Update(TODAY),)
HELD = Meeting(
    "C", LAST, ("Ada", "Ben"), held=True,
    log=(LogItem("F1", "Ask the court", "Ada", TODAY - timedelta(days=8)),
         LogItem("F2", "Done already", "Ben", done=LAST)),
    decisions=(Decision("D1", "Open the home", "deferred", "No price yet", "Head", action="1"),
               Decision("D2", "Spend on carers", "agreed", "It pays", action="2")),
)  # fmt: skip
PARTS = (
    ("board", Board("S", "Scrutiny")),
    ("board", Board("C", "Commissioning", "monthly", "Ada", ("Ben", "Cy"), "To decide.", 2, "S")),
    ("board", Board("P", "Placement panel", "weekly", is_panel=True, parent="C")),
    ("action", Action("1", "Late", target_end=TODAY - timedelta(days=8), updates=HEARD, lead="Di")),
    ("action", Action("2", "Fine", target_end=TODAY + timedelta(days=90), updates=HEARD)),
    ("risk", Risk("R1", "Number rises", 5, 5)),
    ("meeting", HELD),
    ("meeting", Meeting("S", TODAY - timedelta(days=3), ("Eve",), held=True,
                        messages=(Message("C", "Hurry with the home"),))),
    ("meeting", Meeting("P", LAST, ("Petra",), held=True,
                        log=(LogItem("F9", "Visit the home", "Fay"),),
                        decisions=(Decision("D9", "Move", "agreed", "Near school", action="1"),))),
    ("meeting", Meeting("C", TODAY)),
)  # fmt: skip


@pytest.fixture
def plan(cast) -> Programme:
    """A programme with two boards and a panel, each of which has met."""
    lead, chair = cast["programme_lead"], cast["panel_chair"]
    row = programmes.make(by=lead, slug="pl", head=Head("Placements"), key="pl")
    for place, (kind, each) in enumerate(PARTS):
        by = chair if kind == "meeting" else lead
        records.add(by=by, programme=row, kind=kind, held=each, key=f"m{place}")
    return row


def _row(board: str, on=TODAY) -> Record:
    return Record.objects.get(kind="meeting", ref=f"{board} {on:%Y-%m-%d}")


def _board(key: str) -> Record:
    return Record.objects.get(kind="board", ref=key)


def _at(name: str, *more: object) -> str:
    return reverse(name, args=["pl", *more])


def _hidden(page) -> dict[str, str]:
    text = page.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(key|edition)" value="([^"]*)"', text))


def _post(client, address, **given):
    """A form is opened, filled in and sent."""
    sent = {**_shown(client.get(address)), **given}
    answer = client.post(address, sent)
    assert answer.status_code == 302, _text(answer)
    return answer


def _shown(page) -> dict[str, object]:
    """What a form begins with: hidden fields, texts, and the choice of each list."""
    form = page.context["form"]
    begun = {field.html_name: field.value() for field in form}
    return _hidden(page) | {name: value for name, value in begun.items() if value not in (None, "")
                            and name not in ("key", "edition")}  # fmt: skip


def _text(page) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page.content.decode())))


def _begun(client) -> Record:
    one = _row("C")
    _post(client, _at("programme_begin", one.pk), members=["Ada", "Ben"])
    return _row("C")


def _item(one: Record, section: str, ref: str) -> int:
    items = held(one).items
    return 1 + next(i for i, each in enumerate(items) if (each.section, each.ref) == (section, ref))


def test_the_agenda_is_by_rule_and_says_why(as_, plan):
    text = _text(as_("board_member").get(_at("programme_meeting", _row("C").pk)))
    order = [
        "Follow-ups of earlier meetings", "Ask the court", "8 days ago",
        "Decisions carried over", "Open the home", "No price yet",
        "Messages from other boards", "Hurry with the home", "From Scrutiny",
        "Actions that are red or of high priority", "its delivery is red",
        "Red risks", "Rated 5 x 5 = 25",
    ]  # fmt: skip
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    assert "Done already" not in text


def test_a_meeting_is_held_step_by_step_and_the_next_opens_with_what_it_gave(as_, plan, cast):
    lead = as_("programme_lead")
    one = _begun(lead)
    decide = _at("programme_step", one.pk, _item(one, "carried", "D1"), "decisions")
    begun = lead.get(decide).context["form"].initial
    assert (begun["ref"], begun["text"], begun["action"]) == ("D1", "Open the home", "1")
    _post(lead, decide, outcome="deferred", reason="Still no price")
    follow = _at("programme_step", one.pk, _item(one, "monthly", "1"), "log")
    assert lead.get(follow).context["form"].initial["ref"] == "F10"
    _post(lead, follow, text="Ask the market", owner="Di")
    _post(lead, _at("programme_step", one.pk, _item(one, "risk", "R1"), "messages"))
    _post(lead, _at("programme_close", one.pk))
    closed = held(_row("C"))
    assert closed.held
    assert closed.log == (LogItem("F10", "Ask the market", "Di", action="1"),)
    assert [(each.to, each.risk) for each in closed.messages] == [("S", "R1")]

    page = lead.post(
        _at("programme_add", "meeting"),
        _hidden(lead.get(_at("programme_add", "meeting")))
        | {"board": "C", "on": (TODAY + timedelta(days=30)).isoformat()},
    )
    text = _text(lead.get(page["Location"]))
    assert "Ask the market" in text
    assert "Still no price" in text
    assert "as things stand today" in text
    above = _text(lead.get(_at("programme_board", _board("S").pk)))
    assert "R1 Number rises" in above


def test_the_agenda_stays_as_it_was_when_the_meeting_began(as_, plan):
    lead = as_("programme_lead")
    before = held(_begun(lead)).items
    _post(lead, _at("programme_close", _row("C").pk))
    action = Record.objects.get(kind="action", ref="1")
    done = replace(held(action), completed=TODAY)
    records.change(
        by=_user(lead), one=action, held=done, edition=action.edition, key="done"
    )  # fmt: skip
    assert held(_row("C")).items == before
    assert "its delivery is red" in _text(lead.get(_at("programme_meeting", _row("C").pk)))


def test_items_of_a_meeting_that_has_begun_do_not_vanish_when_they_are_decided(as_, plan):
    lead = as_("programme_lead")
    one = _begun(lead)
    place = _item(one, "carried", "D1")
    step = _at("programme_step", one.pk, place, "decisions")
    _post(lead, step, outcome="agreed", reason="The price is in")
    text = _text(lead.get(_at("programme_meeting", one.pk)))
    assert "something came of 2 of" in text, "the decision, and the action that it is about"
    assert "Decision D1. Agreed: The price is in" in text
    twice = _shown(lead.get(step)) | {"outcome": "refused", "reason": "No"}
    told = lead.post(step, twice)
    assert told.status_code == 422
    assert "D1 is there already" in _text(told)


def test_a_decision_needs_a_reason(as_, plan):
    lead = as_("programme_lead")
    one = _begun(lead)
    step = _at("programme_step", one.pk, 0, "decisions")
    for outcome in ("agreed", "refused", "deferred"):
        sent = _shown(lead.get(step)) | {"text": "Spend", "outcome": outcome, "reason": " "}
        told = lead.post(step, sent)
        assert told.status_code == 422
        assert "has no reason" in _text(told)
        assert list(told.context["form"].errors) == ["reason"], "beside its field"
    assert held(_row("C")).decisions == ()


def test_the_quorum_is_told_and_guests_do_not_count(as_, plan):
    lead = as_("programme_lead")
    one = _row("C")
    _post(lead, _at("programme_begin", one.pk), members=["Ada"], others="A guest")
    assert held(_row("C")).attended == ("Ada", "A guest")
    words = "No quorum: 1 member was there and 2 are needed to decide."
    assert words in _text(lead.get(_at("programme_meeting", one.pk)))
    assert words in _text(lead.get(_at("programme_close", one.pk)))
    refused = lead.post(
        _at("programme_close", one.pk), _shown(lead.get(_at("programme_close", one.pk)))
    )
    assert refused.status_code == 422
    assert "Say why the meeting decided without a quorum" in _text(refused)
    assert not held(_row("C")).held
    _post(lead, _at("programme_begin", one.pk), members=["Ada", "Cy"], others="")
    assert "No quorum" not in _text(lead.get(_at("programme_meeting", one.pk)))


def test_a_meeting_without_a_quorum_closes_with_words_and_its_decisions_come_back(as_, plan, cast):
    lead = as_("programme_lead")
    one = _row("C")
    _post(lead, _at("programme_begin", one.pk), members=["Ada"])
    decide = _at("programme_step", one.pk, _item(_row("C"), "carried", "D1"), "decisions")
    _post(lead, decide, outcome="agreed", reason="The price is in")
    row = _row("C")
    with pytest.raises(ArgumentError, match="The meeting has no quorum"):
        meetings.close(by=cast["programme_lead"], one=row, edition=row.edition, key="x", words=" ")
    _post(lead, _at("programme_close", one.pk), words="The court sits tomorrow")
    assert held(_row("C")).without_quorum == "The court sits tomorrow"
    text = _text(lead.get(_at("programme_meeting", one.pk)))
    assert "Decided without a quorum because: The court sits tomorrow" in text
    assert "Closed, without a quorum" in _text(lead.get(_at("programme_board", _board("C").pk)))
    assert "Said why it decided without a quorum" in _text(
        lead.get(_at("programme_history", "meeting", one.pk))
    )
    ahead = records.add(
        by=cast["programme_lead"], programme=plan, kind="meeting", key="ahead",
        held=Meeting("C", TODAY + timedelta(days=30)),
    )  # fmt: skip
    text = _text(lead.get(_at("programme_meeting", ahead.pk)))
    assert "Agreed on" in text[text.index("Decided without a quorum") :]
    assert "because: The court sits tomorrow" in text


def test_words_about_a_quorum_count_only_where_there_was_none(as_, plan, cast):
    one = _begun(as_("programme_lead"))
    meetings.close(
        by=cast["programme_lead"], one=one, edition=one.edition, key="x", words="In a hurry"
    )
    assert held(_row("C")).without_quorum == ""


def test_nobody_came_is_no_meeting(as_, plan):
    lead = as_("programme_lead")
    address = _at("programme_begin", _row("C").pk)
    told = lead.post(address, _hidden(lead.get(address)))
    assert told.status_code == 422
    assert "Say who came" in _text(told)
    assert lead.get(_at("programme_close", _row("C").pk)).status_code == 200
    refused = lead.post(
        _at("programme_close", _row("C").pk),
        _hidden(lead.get(_at("programme_close", _row("C").pk))),
    )
    assert refused.status_code == 422
    assert "The meeting has not begun" in _text(refused)


def test_a_meeting_cannot_begin_before_its_day(cast, plan):
    lead = cast["programme_lead"]
    ahead = records.add(
        by=lead, programme=plan, kind="meeting", key="ahead",
        held=Meeting("C", TODAY + timedelta(days=1)),
    )  # fmt: skip
    with pytest.raises(ArgumentError, match="still ahead"):
        meetings.begin(by=lead, one=ahead, attended=("Ada",), today=TODAY, edition=1, key="x")


@pytest.mark.parametrize(
    "more",
    [
        {"held": False},
        {"attended": ("Ada",)},
        {"items": ()},
        {"on": BEFORE},
        {"board": "S"},
        {"decisions": ()},
        {"messages": (Message("S", "Late word"),)},
        {"log": HELD.log[:1]},
        {"log": (replace(HELD.log[0], text="Another"), HELD.log[1])},
        {"log": (*HELD.log, LogItem("F3", "Late", "Ada"))},
    ],
)
def test_of_a_closed_meeting_only_done_dates_change(cast, plan, as_, more):
    lead = cast["programme_lead"]
    begun = _begun(as_("programme_lead"))
    meetings.close(by=lead, one=begun, edition=begun.edition, key="c")
    one = _row("C", LAST)
    new = replace(held(one), **more)
    if new == held(one):
        one, new = _row("C"), replace(held(_row("C")), **more)
    with pytest.raises(ArgumentError, match="This meeting is closed"):
        records.change(by=lead, one=one, held=new, edition=one.edition, key="n")


def test_a_closed_meeting_is_not_removed_nor_a_board_that_has_met(as_, plan):
    lead = as_("programme_lead")
    for address, words in (
        (_at("programme_remove", "meeting", _row("C", LAST).pk), "This meeting is closed"),
        (_at("programme_remove", "board", _board("C").pk), "The board has meetings"),
    ):
        told = lead.post(address, _hidden(lead.get(address)))
        assert told.status_code == 422
        assert words in _text(told)


def test_a_follow_up_is_marked_as_done_from_the_next_meeting(as_, plan):
    lead = as_("programme_lead")
    page = lead.get(_at("programme_meeting", _row("C").pk)).content.decode()
    address = unescape(re.findall(r'href="([^"]*/done/[^"]*)"', page)[0])
    answer = _post(lead, address)
    assert answer["Location"] == _at("programme_record", "meeting", _row("C").pk)
    assert held(_row("C", LAST)).log[0].done == TODAY
    assert "Ask the court" not in _text(lead.get(answer["Location"]))
    entry = AuditEntry.objects.filter(subject="programme meeting").latest("pk")
    assert entry.words == "Said when a follow-up was done"


@pytest.mark.parametrize("days", [-36, 1])
def test_a_follow_up_is_done_between_its_meeting_and_today(as_, plan, days):
    lead = as_("programme_lead")
    address = _at("programme_done", _row("C", LAST).pk, 0)
    day = TODAY + timedelta(days=days)
    told = lead.post(address, _hidden(lead.get(address)) | {"on": day.isoformat()})
    assert told.status_code == 422
    assert "A follow-up is done on a day from its meeting to today" in _text(told)


def test_a_follow_up_of_nowhere(as_, plan):
    lead = as_("programme_lead")
    assert lead.get(_at("programme_done", _row("C", LAST).pk, 7)).status_code == 404
    one = _begun(lead)
    assert lead.get(_at("programme_step", one.pk, 99, "log")).status_code == 404
    assert lead.get(_at("programme_step", one.pk, 0, "nothing")).status_code == 404


def test_the_board_page_tells_what_stands_open(as_, plan):
    text = _text(as_("board_member").get(_at("programme_board", _board("C").pk)))
    for words in (
        "1 follow-up open (1 overdue), 1 decision due.", "Ask the court", "Open the home",
        "Hurry with the home", "2 matters should be passed up to Scrutiny", "To decide.",
        "2 of its members",
    ):  # fmt: skip
        assert words in text
    assert "Mark F1 as done" not in text
    assert "Mark F1 as done" in _text(
        as_("programme_lead").get(_at("programme_board", _board("C").pk))
    )


@pytest.mark.parametrize(
    ("name", "words"),
    [("follow-ups", "Ask the court"), ("decisions", "Open the home"),
     ("messages", "Hurry with the home"), ("meetings", "Closed")],
)  # fmt: skip
def test_each_table_of_a_board_is_a_csv_file(as_, plan, name, words):
    found = as_("board_member").get(_at("programme_board_csv", _board("C").pk, name))
    assert words in b"".join(found).decode()


def test_the_agenda_is_a_csv_file(as_, plan):
    found = as_("board_member").get(_at("programme_agenda_csv", _row("C").pk))
    lines = b"".join(found).decode().splitlines()
    assert lines[1].startswith("1,Follow-ups of earlier meetings,F1,Ask the court")


def test_what_should_go_up_is_passed_with_one_click_and_seen_above(as_, plan):
    lead = as_("programme_lead")
    now = standing(plan, TODAY)
    assert [(each.board.ref, each.about) for each in to_pass_up(now)] == [
        ("C", "action 1"), ("C", "risk R1"),
    ]  # fmt: skip
    for address in (_at("programme"), _at("programme_board", _board("C").pk)):
        page = lead.get(address).content.decode()
        assert "Pass it up to Scrutiny" in page
        assert "Pass it up to" not in as_("board_member").get(address).content.decode()
    sent = _hidden_of_pass_up(page) | {"about": "action 1"}
    for _ in range(2):
        answer = lead.post(_at("programme_pass_up", _board("C").pk), sent, follow=True)
        assert "It goes up at the board’s next meeting." in _text(answer)
    assert [each.action for each in held(_row("C")).messages] == ["1"]
    assert [each.about for each in to_pass_up(standing(plan, TODAY))] == ["risk R1"]
    one = _begun(lead)
    _post(lead, _at("programme_close", one.pk))
    assert [each.about for each in to_pass_up(standing(plan, TODAY))] == ["risk R1"]
    assert "1 Late. Delivery" in _text(
        as_("board_member").get(_at("programme_board", _board("S").pk))
    )


def test_what_need_not_go_up_is_not_passed(as_, plan):
    lead = as_("programme_lead")
    sent = {"key": "k", "edition": _row("C").edition, "about": "action 2"}
    told = lead.post(_at("programme_pass_up", _board("C").pk), sent, follow=True)
    assert "It no longer has to go up" in _text(told)
    assert held(_row("C")).messages == ()


def test_nothing_goes_up_without_a_meeting_ahead(as_, plan, cast):
    lead = as_("programme_lead")
    one = _begun(lead)
    meetings.close(by=cast["programme_lead"], one=one, edition=one.edition, key="c")
    assert "Plan the next meeting of Commissioning first" in _text(
        lead.get(_at("programme_board", _board("C").pk))
    )
    sent = {"key": "k", "edition": 1, "about": "action 1"}
    told = lead.post(_at("programme_pass_up", _board("C").pk), sent, follow=True)
    assert "The board has no meeting ahead" in _text(told)


def _hidden_of_pass_up(page: str) -> dict[str, str]:
    form = page[page.index("pass-up/") :]
    return dict(re.findall(r'<input type="hidden" name="(key|edition)" value="([^"]*)"', form)[:2])


def test_decisions_about_an_action_stand_on_its_page_but_not_those_of_a_panel(as_, plan):
    address = _at("programme_record", "action", Record.objects.get(kind="action", ref="1").pk)
    told = _text(as_("board_member").get(address))
    assert "Carried to the next meeting: No price yet" in told
    assert "Near school" not in told
    assert "Agreed: Near school" in _text(as_("panel_chair").get(address))


PANEL = [
    "programme_meeting", "programme_agenda_csv", "programme_begin", "programme_close",
]  # fmt: skip


def test_a_panels_meetings_are_only_for_people_who_see_single_children(as_, plan):
    pk = _row("P", LAST).pk
    addresses = [_at(name, pk) for name in PANEL]
    addresses += [
        _at("programme_history", "meeting", pk), _at("programme_change", "meeting", pk),
        _at("programme_remove", "meeting", pk), _at("programme_part", "meeting", pk, "log", 0),
        _at("programme_part_add", "meeting", pk, "papers"), _at("programme_done", pk, 0),
        _at("programme_step", pk, 0, "papers"),
    ]  # fmt: skip
    for name in ("programme_lead", "board_member", "finance_manager"):
        client = as_(name)
        for address in addresses:
            assert client.get(address).status_code in (403, 404), (name, address)
        assert client.get(addresses[0]).status_code == 404
        for kind in ("meeting", "board"):
            listed = client.get(_at("programme_list", kind)).content.decode()
            assert f"/meeting/{pk}/" not in listed
        text = _text(client.get(_at("programme_board", _board("P").pk)))
        assert "Only people who may see single children see its meetings." in text
        assert "Visit the home" not in text
        csv = client.get(_at("programme_board_csv", _board("P").pk, "follow-ups"))
        assert csv.status_code == 404
        listed = b"".join(client.get(_at("programme_list_csv", "meeting"))).decode()
        assert "Commissioning" in listed
        assert "Placement panel" not in listed
    chair = as_("panel_chair")
    text = _text(chair.get(addresses[0]))
    assert "This panel discusses single children" in text
    assert "Visit the home" in text
    assert AuditEntry.objects.filter(kind="read", subject="programme meeting").count() == 1
    assert "Placement panel" in b"".join(chair.get(_at("programme_list_csv", "meeting"))).decode()


def test_nobody_opens_a_panel_to_themselves_or_writes_into_it(cast, plan):
    lead, one, board = cast["programme_lead"], _row("P", LAST), _board("P")
    opened = replace(held(board), is_panel=False)
    with pytest.raises(PermissionDenied):
        records.change(by=lead, one=board, held=opened, edition=1, key="o")
    with pytest.raises(PermissionDenied):
        records.add(by=lead, programme=plan, kind="meeting", held=Meeting("P", TODAY), key="a")
    with pytest.raises(PermissionDenied):
        meetings.done(by=lead, one=one, place=0, on=TODAY, today=TODAY, edition=1, key="d")
    moved = replace(held(_row("C")), board="P")
    with pytest.raises(PermissionDenied):
        records.change(by=lead, one=_row("C"), held=moved, edition=1, key="m")
    ahead = records.add(
        by=cast["panel_chair"], programme=plan, kind="meeting", held=Meeting("P", TODAY), key="p"
    )
    with pytest.raises(PermissionDenied):
        records.remove(by=lead, one=ahead, edition=1)


@pytest.mark.parametrize("name", ["analyst", "finance_manager", "commissioner", "board_member"])
def test_only_those_who_hold_meetings_hold_them(as_, cast, plan, name):
    one, client = _row("C"), as_(name)
    for address in (
        _at("programme_begin", one.pk), _at("programme_close", one.pk),
        _at("programme_step", one.pk, 0, "decisions"),
        _at("programme_done", _row("C", LAST).pk, 0),
    ):  # fmt: skip
        assert client.get(address).status_code == 403
        assert client.post(address, {"key": "k", "edition": 1}).status_code == 403
    sent = {"key": "k", "edition": 1, "about": "action 1"}
    assert client.post(_at("programme_pass_up", _board("C").pk), sent).status_code == 403
    by = cast[name]
    for work in (
        lambda: meetings.begin(by=by, one=one, attended=("A",), today=TODAY, edition=1, key="k"),
        lambda: meetings.close(by=by, one=one, edition=1, key="k"),
        lambda: meetings.done(by=by, one=_row("C", LAST), place=0, on=TODAY, today=TODAY,
                              edition=1, key="k"),
        lambda: meetings.pass_up(by=by, board=_board("C"), about="action 1", today=TODAY,
                                 edition=1, key="k"),
    ):  # fmt: skip
        with pytest.raises(PermissionDenied):
            work()
    page = client.get(_at("programme_meeting", one.pk)).content.decode()
    assert "Begin: who came?" not in page


def test_a_double_click_adds_one(as_, plan):
    lead = as_("programme_lead")
    one = _begun(lead)
    step = _at("programme_step", one.pk, 0, "log")
    sent = _shown(lead.get(step)) | {"text": "Once", "owner": "Ada"}
    for _ in range(2):
        assert lead.post(step, sent).status_code == 302
    assert len(held(_row("C")).log) == 1
    close = _at("programme_close", one.pk)
    sent = _hidden(lead.get(close))
    assert [lead.post(close, sent).status_code for _ in range(2)] == [302, 302]
    words = AuditEntry.objects.filter(subject="programme meeting").values_list("words", flat=True)
    assert list(words).count("Closed a meeting") == 1


def test_the_second_of_two_who_hold_a_meeting_is_told_and_loses_nothing(as_, plan, cast):
    lead, chair = as_("programme_lead"), as_("panel_chair")
    one = _begun(lead)
    step = _at("programme_step", one.pk, 0, "log")
    first, second = (
        _shown(client.get(step)) | {"text": f"Of {place}", "owner": "Ada"}
        for place, client in enumerate((lead, chair))
    )
    assert lead.post(step, first).status_code == 302
    told = chair.post(step, second)
    assert told.status_code == 422
    assert "Piotr Programme changed this" in _text(told)
    taken = chair.post(step, second | _hidden(told))
    assert "F10 is there already" in _text(taken)
    assert chair.post(step, second | _hidden(taken) | {"ref": "F11"}).status_code == 302
    assert [each.text for each in held(_row("C")).log] == ["Of 0", "Of 1"]
    with pytest.raises(StaleError):
        meetings.close(by=cast["panel_chair"], one=_row("C"), edition=1, key="late")


def test_the_history_of_a_meeting_tells_its_steps(as_, plan):
    lead = as_("programme_lead")
    one = _begun(lead)
    _post(lead, _at("programme_close", one.pk))
    text = _text(lead.get(_at("programme_history", "meeting", one.pk)))
    for words in ("Closed it", "Said who came", "Began it: its agenda stays as it was"):
        assert words in text


def test_the_pages_of_a_meeting_call_it_by_its_board_and_day(as_, plan):
    """No breadcrumb, title or heading shows the reference by which files know it."""
    met = Record.objects.get(programme=plan, kind="meeting", ref=f"C {TODAY}")
    board = Record.objects.get(programme=plan, kind="board", ref="C")
    lead, always = as_("programme_lead"), ("history/", "change/", "remove/")
    more = ("begin/", "decisions/new/", "items/0/papers/")
    for one, places, name in (
        (met, (*always, *more), f"Commissioning, {long_date(TODAY)}"),
        (board, always, "Commissioning"),
    ):
        for place in places:
            address = f"/programmes/pl/{one.kind}/{one.pk}/{place}"
            page = unescape(lead.get(address).content.decode())
            crumbs = page.partition('aria-label="Breadcrumb"')[2].partition("</nav>")[0]
            assert f">{name}</a>" in crumbs, address
            assert f"C {TODAY}" not in page, address


def test_a_meeting_page_asks_the_database_little(as_, plan, django_assert_max_num_queries):
    client = as_("programme_lead")
    for address in (
        _at("programme_meeting", _row("C").pk), _at("programme_board", _board("C").pk)
    ):  # fmt: skip
        with django_assert_max_num_queries(25):
            assert client.get(address).status_code == 200


def _user(client):
    from kinward_web.accounts.models import User

    return User.objects.get(pk=client.session["_auth_user_id"])
