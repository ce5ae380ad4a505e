"""A meeting as its page shows it, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kinward.programme.boards import board_of, quorum
from kinward.programme.governance import Board, Meeting
from kinward.words import counted, long_date
from kinward_web.accounts.models import User
from kinward_web.programme.models import Record
from kinward_web.programme.presenters.agenda import DECIDED, Group, Line, Teller
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.outcomes import Listed, outcomes
from kinward_web.programme.presenters.tables import Table, headings
from kinward_web.programme.selectors import boards, panels
from kinward_web.programme.selectors.standing import Standing


@dataclass(frozen=True)
class Shown:
    """A meeting.

    Attributes:
        one: its row.
        meeting, board: as the core has them.
        begun: whether it has begun; its agenda is then what it was.
        may_meet: whether the person may hold it.
        today: the day on which it is shown.
        groups: the sections of its agenda that have something.
        parts: its decisions, follow-ups, messages and papers.
        board_href: where its board's page is.
        short: why it cannot decide; empty where it can, or nobody has come yet.
    """

    one: Record
    meeting: Meeting
    board: Board
    begun: bool
    may_meet: bool
    today: date
    groups: tuple[Group, ...]
    parts: tuple[Listed, ...]
    board_href: str
    short: str

    @property
    def title(self) -> str:
        """The board and the day."""
        return f"{self.board.name}, {long_date(self.meeting.on)}"

    @property
    def running(self) -> bool:
        """Whether it has begun and is not closed."""
        return self.begun and not self.meeting.held

    @property
    def ahead(self) -> bool:
        """Whether its day is still to come."""
        return self.meeting.on > self.today

    @property
    def lines(self) -> list[Line]:
        """Every item of the agenda."""
        return [line for group in self.groups for line in group.lines]

    @property
    def undecided(self) -> list[Line]:
        """Decisions that were asked and of which nothing came."""
        own = {each.ref: each.outcome for each in self.meeting.decisions}
        return [
            line
            for line in self.lines
            if line.item.section in DECIDED and own.get(line.item.ref, "due") == "due"
        ]

    @property
    def told(self) -> str:
        """Where the meeting stands, in a sentence."""
        many = counted(len(self.lines), "item")
        if self.meeting.held:
            return f"The meeting is closed. {_came_of(self.meeting)}{_unquorate(self.meeting)}"
        if not self.begun:
            past = self.meeting.on < self.today
            when = "as things stood on the day" if past else "as things stand today"
            return f"{many} on the agenda, {when}."
        dealt = sum(bool(line.came) for line in self.lines)
        return f"The meeting has begun: something came of {dealt} of {many}."


def shown(person: User, one: Record, now: Standing, today: date) -> Shown:
    """A meeting as a person sees it.

    Args:
        now: the programme on the day of the meeting, or today where that is still ahead.
    """
    found = boards.meetings(now.rows)
    met = next(each for each in found if each.row.pk == one.pk)
    own, board = met.held, board_of(now.held, met.held.board)
    items = own.items if met.begun else boards.agenda_of(now, board.key, own.on)
    may = person.has_perm("programme.meet")
    told = Shown(
        one, own, board, met.begun, may, today, (), outcomes(met, now, may),
        now.href("board", board.key), quorum(board, own) if met.begun else "",
    )  # fmt: skip
    seen = panels.seen(person, now.rows)
    teller = Teller(met, now, boards.meetings(seen), may)
    return replace(told, groups=tuple(teller.groups(items)))


def agenda_table(told: Shown) -> Table:
    """The agenda as one table."""
    rows = [
        (Cell(str(line.number)), Cell(group.title), Cell(line.item.ref), Cell(line.item.title),
         Cell(line.item.why), Cell(line.item.who), Cell(" ".join(line.came)))
        for group in told.groups
        for line in group.lines
    ]  # fmt: skip
    columns = headings("Number", "Section", "Reference", "Item", "Why", "Who", "What came of it")
    return Table("agenda", "Agenda", columns, tuple(rows))


def _unquorate(meeting: Meeting) -> str:
    why = meeting.without_quorum
    return f" Decided without a quorum because: {why}" if why else ""


def _came_of(meeting: Meeting) -> str:
    open_ = sum(each.done is None for each in meeting.log)
    left = f", of which {open_} not done yet" if meeting.log else ""
    return (
        f"{counted(len(meeting.attended), 'person', 'people')} came; "
        f"{counted(len(meeting.decisions), 'decision')}; "
        f"{counted(len(meeting.log), 'follow-up')}{left}."
    )
