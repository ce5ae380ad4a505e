"""A board as its page shows it: who sits, when it meets, and what stands open with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode

from kinward.programme.boards import latest_decisions
from kinward.programme.cadence import next_dates
from kinward.programme.governance import Board, Meeting
from kinward.programme.words import CADENCES
from kinward.words import counted, long_date
from kinward_web.accounts.models import User
from kinward_web.programme.models import Record
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.agenda import Step
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.selectors import boards as selected
from kinward_web.programme.selectors import panels
from kinward_web.programme.selectors.boards import FollowUp, Met, Upward
from kinward_web.programme.selectors.programmes import held
from kinward_web.programme.selectors.standing import Standing

_MOVES: Final = "; a day at a weekend or on a bank holiday moves to the next working day"


@dataclass(frozen=True)
class Shown:
    """A board.

    Attributes:
        board: as the core has it.
        told: the finding, in sentences.
        about: who sits and when it meets: label and cell.
        shut: whether its meetings are not for the person.
        ahead: the days on which it meets next, each with the way to the meeting or to planning it.
        tables: follow-ups, decisions due, messages, meetings.
        upward: what it should pass up and has not.
        may_meet: whether the person may hold its meetings.
    """

    board: Board
    told: tuple[str, ...]
    about: tuple[tuple[str, Cell], ...]
    shut: bool
    ahead: tuple[Step, ...]
    tables: tuple[Table, ...]
    upward: tuple[Upward, ...]
    may_meet: bool


def shown(person: User, one: Record, now: Standing) -> Shown:
    """A board as a person sees it on a day."""
    board: Board = held(one)
    about = tuple((label, cell) for label, cell in _about(board, now) if cell.text)
    if not panels.may_see(person, board.key, now.rows):
        return Shown(board, (), about, True, (), (), (), False)
    may = person.has_perm("programme.meet")
    teller = _Teller(person, one, board, now, may)
    upward = tuple(each for each in selected.passing_up(now, one) if not each.passed)
    return Shown(
        board, tuple(teller.told(upward)), about, False, teller.ahead(), teller.tables(), upward,
        may,
    )  # fmt: skip


def _about(board: Board, now: Standing) -> list[tuple[str, Cell]]:
    names = {each.key: each.name for each in now.held.boards}
    parent = names.get(board.parent, board.parent)
    quorum = f"{board.quorum:,} of its members" if board.quorum else ""
    return [
        ("Meets", Cell(f"{CADENCES[board.cadence]}{_MOVES}")),
        ("Chair", Cell(board.chair)),
        ("Members", Cell("\n".join(board.members))),
        ("Quorum", Cell(quorum)),
        ("Reports to", Cell(parent, href=now.href("board", board.parent))),
        ("Terms of reference", Cell(board.terms)),
    ]


class _Teller:
    """Tells what stands with one board on a day."""

    def __init__(
        self, person: User, one: Record, board: Board, now: Standing, may_meet: bool
    ) -> None:
        self._one, self._board, self._now, self._may = one, board, now, may_meet
        self._all = selected.meetings(now.rows)
        self._own = [each for each in self._all if each.held.board == board.key]
        self._seen = {each.pk for each in panels.seen(person, now.rows)}
        self._open = selected.follow_ups(self._own, now.as_at)
        latest = latest_decisions(now.held, board.key, date.max).values()
        self._due = [pair for pair in latest if pair[0].outcome in ("due", "deferred")]

    def told(self, upward: tuple[Upward, ...]) -> list[str]:
        """The finding: when it meets next, and what stands open."""
        days = self._days(1)
        meets = f"It meets next on {long_date(days[0])}." if days else "No meeting is planned."
        late = sum(bool(each.item.due and each.item.due < self._now.as_at) for each in self._open)
        overdue = f" ({late:,} overdue)" if late else ""
        stands = (
            f"{counted(len(self._open), 'follow-up')} open{overdue}, "
            f"{counted(len(self._due), 'decision')} due."
        )
        told = [f"{meets} {stands}"]
        behind = [each for each in self._own if self._is_behind(each)]
        told += [f"The meeting of {long_date(each.held.on)} is not closed yet." for each in behind]
        if upward:
            many = counted(len(upward), "matter")
            told.append(f"{many} should be passed up to {upward[0].parent}.")
        return told

    def ahead(self) -> tuple[Step, ...]:
        """The next days, each with the way to the meeting, or to planning it."""
        return tuple(filter(None, map(self._day, self._days(3))))

    def tables(self) -> tuple[Table, ...]:
        """What stands open, and what was."""
        return (self._follow_ups(), self._decisions(), self._messages(), self._meetings())

    def _days(self, number: int) -> tuple[date, ...]:
        yesterday = self._now.as_at - timedelta(days=1)
        return next_dates(self._board, self._now.held.meetings, yesterday, number)

    def _is_behind(self, met: Met) -> bool:
        return not met.held.held and met.held.on < self._now.as_at

    def _day(self, on: date) -> Step | None:
        planned = next((each for each in self._own if each.held.on == on), None)
        if planned is not None:
            return Step(f"{long_date(on)}: agenda", self._page(planned))
        if not self._may:
            return Step(long_date(on), "")
        asked = urlencode({"board": self._board.key, "on": long_date(on)})
        href = reverse("programme_add", args=[self._now.row.slug, "meeting"])
        return Step(f"Plan the meeting of {long_date(on)}", f"{href}?{asked}")

    def _table(self, name: str, caption: str, titles: tuple[str, ...], rows: list[Row]) -> Table:
        csv = reverse("programme_board_csv", args=[self._now.row.slug, self._one.pk, name])
        return Table(name, caption, headings(*titles), tuple(rows), csv)

    def _follow_ups(self) -> Table:
        titles = ("Follow-up", "Who", "Due", "Given at", *(("Done",) if self._may else ()))
        return self._table("follow-ups", "Open follow-ups", titles, [
            (
                Cell(f"{each.item.ref} {each.item.text}"), Cell(each.item.owner),
                cells.day(each.item.due), self._met(each.given),
                *((self._done(each),) if self._may else ()),
            )
            for each in self._open
        ])  # fmt: skip

    def _done(self, each: FollowUp) -> Cell:
        href = reverse("programme_done", args=[self._now.row.slug, each.given.row.pk, each.place])
        return Cell(f"Mark {each.item.ref} as done", href=f"{href}?back=board-{self._one.pk}")

    def _decisions(self) -> Table:
        titles = ("Decision", "Needed by", "Proposed by", "Asked at", "Carried over because")
        found = {each.held: each for each in self._own}
        return self._table("decisions", "Decisions due", titles, [
            (
                Cell(f"{decision.ref} {decision.text}"), cells.day(decision.due),
                Cell(decision.by), self._met(found[meeting]), Cell(decision.reason),
            )
            for decision, meeting in self._due
        ])  # fmt: skip

    def _messages(self) -> Table:
        names = {each.key: each.name for each in self._now.held.boards}
        return self._table("messages", "Messages from other boards", ("Message", "From", "At"), [
            (
                Cell(each.message.text),
                Cell(names.get(each.given.held.board, each.given.held.board)),
                self._met(each.given),
            )
            for each in selected.received(self._all, self._board.key)
        ])  # fmt: skip

    def _meetings(self) -> Table:
        titles = ("Meeting", "Stands", "Came", "Decisions", "Follow-ups")
        return self._table("meetings", "Meetings", titles, [
            (
                self._met(each), Cell(stage(each.held)),
                cells.count(len(each.held.attended)), cells.count(len(each.held.decisions)),
                cells.count(len(each.held.log)),
            )
            for each in reversed(self._own)
        ])  # fmt: skip

    def _met(self, met: Met) -> Cell:
        seen = met.row.pk in self._seen
        return Cell(long_date(met.held.on), href=self._page(met) if seen else "")

    def _page(self, met: Met) -> str:
        return self._now.href("meeting", met.row.ref)


def stage(meeting: Meeting) -> str:
    """How far a meeting has come."""
    if meeting.held:
        return "Closed, without a quorum" if meeting.without_quorum else "Closed"
    return "Begun" if meeting.attended else "Planned"
