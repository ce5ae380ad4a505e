"""Agendas by rule, a month from meeting to meeting, and when boards meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kinward.errors import ArgumentError
from kinward.programme.agenda import SECTIONS
from kinward.programme.boards import agenda, open_log, quorum, state, upward
from kinward.programme.exceptions import trigger_hit
from kinward.programme.model import (
    Action,
    Board,
    Decision,
    LogItem,
    Meeting,
    Message,
    Paper,
    Programme,
    Risk,
    Update,
)  # fmt: skip

MAY, JUNE, JULY = date(2026, 5, 12), date(2026, 6, 9), date(2026, 7, 14)
HEARD = (Update(JUNE),)
BOARD = Board("B", "Programme board", quorum=2, parent="C", first_meeting=MAY)
ACTIONS = (
    Action("1", "Late", target_end=date(2026, 6, 1), updates=HEARD, priority="low", lead="A"),
    Action("2", "High", target_end=date(2026, 12, 31), updates=HEARD, priority="high"),
    Action("3", "Fine", target_end=date(2026, 12, 31), updates=HEARD),
    Action("4", "Silent", target_end=date(2026, 12, 31), updates=(Update(date(2026, 4, 1)),)),
    Action("5", "Done", target_end=date(2026, 6, 1), completed=MAY),
)
FIRST = Meeting(
    "B", MAY, ("A", "B"), held=True,
    log=(
        LogItem("L1", "Ask the court", "A", date(2026, 6, 1)),
        LogItem("L2", "Done", "A", done=JUNE),
    ),
    decisions=(
        Decision("D1", "Open the home", "deferred", "No price yet", "Head"),
        Decision("D2", "Agreed", "agreed", "It pays"),
        Decision("D4", "Not reached"),
    ),
)  # fmt: skip
ABOVE = Meeting(
    "C", date(2026, 6, 2), held=True, messages=(Message("B", "Hurry"), Message("X", "No"))
)
NEXT = Meeting(
    "B", JUNE, decisions=(Decision("D3", "Spend", due=date(2026, 6, 8)),),
    papers=(Paper("Monthly report", "A", "To note."),),
)  # fmt: skip
OWN = Programme(
    "P", "P", actions=ACTIONS, boards=(BOARD, Board("C", "Cabinet")),
    meetings=(NEXT, FIRST, ABOVE),
    risks=(Risk("R1", "Number rises", 4, 5), Risk("R2", "Small", 1, 2)),
)  # fmt: skip


def items(own: Programme, on: date, board: str = "B") -> list[tuple[str, str]]:
    return [(each.section, each.ref) for each in agenda(own, board, on, state(own, on))]


def test_the_agenda_is_made_by_rule_and_in_order() -> None:
    """In June, the first quarter: the board met in May, so that not all actions are due."""
    assert items(OWN, JUNE) == [
        ("follow_up", "L1"),
        ("carried", "D1"),
        ("message", "C 2026-06-02 1"),
        ("decision", "D4"),
        ("decision", "D3"),
        ("monthly", "1"),
        ("monthly", "2"),
        ("exception", "4"),
        ("risk", "R1"),
        ("paper", "Monthly report"),
    ]
    order = list(SECTIONS)
    sections = [order.index(section) for section, _ in items(OWN, JUNE)]  # type: ignore[arg-type]
    assert sections == sorted(sections)


def test_each_item_says_why_it_is_there() -> None:
    why = {each.ref: each.why for each in agenda(OWN, "B", JUNE, state(OWN, JUNE))}
    assert why["L1"] == "Given on 12 May 2026 and not done; due 1 June 2026, 8 days ago."
    assert why["D1"] == "Carried over on 12 May 2026: No price yet"
    assert why["D3"].endswith("needed by 8 June 2026, which has passed.")
    assert why["D4"] == "Asked on 12 May 2026 and not decided."
    assert why["1"].startswith("Every month: its delivery is red.")
    assert "overdue by 8 days" in why["1"]
    assert "passed 8 days ago" in why["1"]
    assert why["2"] == "Every month: its priority is high."
    assert why["4"].startswith("No update for 69 days.")
    assert why["R1"] == "Rated 4 x 5 = 20: red, 15 or more."


def test_all_actions_come_at_the_first_meeting_of_a_quarter() -> None:
    held = replace(NEXT, held=True, decisions=(), log=(LogItem("L3", "Next", "B"),))
    after = replace(OWN, meetings=(FIRST, ABOVE, held))
    refs = dict(reversed(pair) for pair in items(after, JULY))
    assert refs["3"] == "quarterly"
    assert {refs["1"], refs["2"]} == {"monthly"}
    assert "C 2026-06-02 1" not in refs, "June's meeting had it"


def test_what_one_meeting_gave_appears_in_the_next() -> None:
    held = replace(
        NEXT, held=True,
        decisions=(Decision("D1", "Open the home", "agreed", "The price is in"),
                   Decision("D3", "Spend", "deferred", "Ask again")),
        log=(LogItem("L3", "Tell the market", "B", date(2026, 7, 1)),),
    )  # fmt: skip
    after = replace(OWN, meetings=(FIRST, ABOVE, held))
    shown = items(after, JULY)
    assert shown[:3] == [("follow_up", "L1"), ("follow_up", "L3"), ("carried", "D3")]
    assert "D1" not in [ref for _, ref in shown]
    assert [each.ref for each in open_log(after, JULY)] == ["L1", "L3"]


def test_a_second_meeting_in_a_month_hears_only_exceptions() -> None:
    weekly = replace(OWN, meetings=(replace(NEXT, held=True, decisions=()),))
    shown = items(weekly, date(2026, 6, 16))
    assert ("exception", "1") in shown
    assert "2" not in [ref for _, ref in shown]


def test_a_panel_has_no_actions_and_no_risks() -> None:
    panel = replace(OWN, boards=(replace(BOARD, is_panel=True),))
    assert {section for section, _ in items(panel, JUNE)} == {
        "follow_up", "carried", "message", "decision", "paper"
    }  # fmt: skip


def test_what_goes_up() -> None:
    found = upward(OWN, "B", JUNE, state(OWN, JUNE))
    assert [(each.to, each.action, each.risk) for each in found] == [
        ("C", "1", ""), ("C", "", "R1")
    ]  # fmt: skip
    assert found[0].text.startswith("1 Late. Delivery: Its end date")
    assert upward(OWN, "C", JUNE, state(OWN, JUNE)) == ()


def test_a_board_that_is_not_there() -> None:
    with pytest.raises(ArgumentError, match=r"There is no board X\. The boards are B, C"):
        items(OWN, JUNE, "X")


def test_quorum() -> None:
    assert quorum(BOARD, FIRST) == ""
    assert quorum(BOARD, replace(FIRST, attended=("A", "A"))) == (
        "1 member was there and 2 are needed to decide."
    )


def test_guests_make_no_quorum() -> None:
    board = replace(BOARD, chair="Head", members=("A", "B"))
    assert quorum(board, replace(FIRST, attended=("A", "Guest"))).startswith("1 member was there")
    assert quorum(board, replace(FIRST, attended=("A", "Head"))) == ""


def test_a_decision_needs_a_reason() -> None:
    with pytest.raises(ArgumentError, match="D9 has no reason"):
        Decision("D9", "Spend", "agreed")


@pytest.mark.parametrize(
    ("target", "trigger", "value", "hit"),
    [
        ("60", "66", "65.9", False),
        ("60", "66", "66", True),
        ("60", "54", "54.1", False),
        ("60", "54", "53", True),
        (None, "54", "53", False),
        (None, "54", "54", True),
    ],
)
def test_a_trigger(target: str | None, trigger: str, value: str, hit: bool) -> None:
    aim = None if target is None else Decimal(target)
    own = Action("1", "1", success_target=aim, trigger=Decimal(trigger))
    assert bool(trigger_hit(own, Decimal(value))) is hit


def test_a_trigger_puts_an_action_on_the_agenda() -> None:
    own = replace(
        ACTIONS[2], success="looked_after", success_target=Decimal(450), trigger=Decimal(470)
    )
    with_it = replace(OWN, actions=(own,))
    stands = state(with_it, JUNE, values={"looked_after": Decimal(471)})
    why = {each.ref: each.why for each in agenda(with_it, "B", JUNE, stands)}
    assert why["3"] == "Its trigger of 470 is reached: the value is 471, the target 450."
    typed = replace(own, updates=(Update(JUNE, measured=Decimal(470)),))
    assert "3" in state(replace(OWN, actions=(typed,)), JUNE).exceptions


def test_what_is_due_on_the_day_of_the_meeting_is_not_late() -> None:
    given = replace(FIRST, log=(LogItem("L1", "Ask the court", "A", JUNE),))
    own = replace(OWN, meetings=(given, ABOVE, NEXT))
    why = {each.ref: each.why for each in agenda(own, "B", JUNE, state(own, JUNE))}
    assert why["L1"] == "Given on 12 May 2026 and not done; due 9 June 2026."


def test_a_message_of_the_day_of_the_last_meeting_is_not_lost() -> None:
    """Which of two boards met first that day is not known."""
    held = replace(NEXT, held=True)
    same = replace(ABOVE, on=JUNE)
    assert ("message", "C 2026-06-09 1") in items(replace(OWN, meetings=(FIRST, same, held)), JULY)


def test_a_meeting_of_the_day_itself_is_not_the_last_one() -> None:
    """A board that has met today and is asked for its agenda again sees the same turn."""
    held = replace(NEXT, held=True)
    again = dict(
        reversed(pair) for pair in items(replace(OWN, meetings=(FIRST, ABOVE, held)), JUNE)
    )
    assert {again["1"], again["2"]} == {"monthly"}


def test_what_was_decided_without_a_quorum_stands_on_the_next_agenda() -> None:
    why = "the court sits tomorrow."
    held = replace(
        NEXT, held=True, without_quorum=why, papers=(),
        decisions=(Decision("D3", "Spend", "agreed", "It pays", "Head"), Decision("D5", "Wait")),
    )  # fmt: skip
    after = replace(OWN, meetings=(FIRST, ABOVE, held))
    items = {each.ref: each for each in agenda(after, "B", JULY, state(after, JULY))}
    told = "Agreed on 9 June 2026 without a quorum, because: the court sits tomorrow."
    assert (items["D3"].section, items["D3"].why) == ("unquorate", told)
    assert items["D5"].section == "decision"
    again = Meeting("B", JULY, ("A", "B"), held=True, decisions=(held.decisions[0],))
    done = replace(after, meetings=(FIRST, ABOVE, held, again))
    later = agenda(done, "B", date(2026, 8, 11), state(done, JULY))
    assert "D3" not in {each.ref for each in later}
