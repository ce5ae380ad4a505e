"""What came of a meeting: decisions, follow-ups, messages and papers, and how to add to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from kinward.programme.plan import Action
from kinward.words import long_date
from kinward_web.programme.forms.parts import part_of
from kinward_web.programme.presenters.agenda import Step, decision_words, log_words
from kinward_web.programme.presenters.cells import Cell, day
from kinward_web.programme.presenters.tables import Table, headings
from kinward_web.programme.selectors.boards import Met, decisions_of
from kinward_web.programme.selectors.standing import Standing

_NAMES: Final = ("decisions", "log", "messages", "papers")
_ADD: Final = {
    "decisions": "Ask for a decision",
    "log": "Give a follow-up",
    "messages": "Pass something to another board",
    "papers": "Add a paper",
}
_AT_THE_MEETING: Final = frozenset({"log"})
"""Lists that have nothing before the meeting has begun."""


@dataclass(frozen=True)
class Entry:
    """One of a list, in words, and what can be done with it."""

    words: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Listed:
    """One of a meeting's lists, and the way to add to it; None where nothing can be added."""

    title: str
    entries: tuple[Entry, ...]
    add: Step | None


def outcomes(met: Met, now: Standing, may_meet: bool) -> tuple[Listed, ...]:
    """The lists of a meeting."""
    return tuple(_listed(met, now, name, may_meet) for name in _NAMES)


def decided(now: Standing, action: Action) -> Table:
    """What boards decided about an action, the newest first."""
    names = {each.key: each.name for each in now.held.boards}
    rows = tuple(
        (
            Cell(decision.text, href=now.href("meeting", met.row.ref)),
            Cell(names.get(met.held.board, met.held.board)), day(met.held.on),
            Cell(decision_words(decision)),
        )
        for met, decision in decisions_of(now.rows, action.ref)
    )  # fmt: skip
    columns = headings("Decision", "Board", "Meeting", "What came of it")
    return Table("action-decisions", "Decisions about it", columns, rows)


def _listed(met: Met, now: Standing, name: str, may_meet: bool) -> Listed:
    part = part_of("meeting", name)
    title = part.titles if part else name
    entries = tuple(
        Entry(_words(name, each, now), tuple(_steps(met, now, name, place, may_meet)))
        for place, each in enumerate(getattr(met.held, name))
    )
    return Listed(title, entries, _add(met, now, name) if may_meet else None)


def _add(met: Met, now: Standing, name: str) -> Step | None:
    alone = name == "messages" and len(now.held.boards) == 1
    early = name in _AT_THE_MEETING and not met.begun
    if met.held.held or alone or early:
        return None
    return Step(_ADD[name], reverse("programme_step", args=[now.row.slug, met.row.pk, 0, name]))


def _steps(met: Met, now: Standing, name: str, place: int, may_meet: bool) -> Iterator[Step]:
    if not may_meet:
        return
    what = getattr(getattr(met.held, name)[place], "ref", f"{name} {place + 1}")
    if name == "log" and met.begun:
        done = met.held.log[place].done
        href = reverse("programme_done", args=[now.row.slug, met.row.pk, place])
        yield Step("Change when it was done" if done else "Mark as done", href, what)
    if not met.held.held:
        href = reverse("programme_part", args=[now.row.slug, "meeting", met.row.pk, name, place])
        yield Step("Change", href, what)


def _words(name: str, each: Any, now: Standing) -> str:
    if name == "decisions":
        by = f" By {each.by}." if each.by else ""
        due = f" Needed by {long_date(each.due)}." if each.due else ""
        return f"{each.ref}: {each.text}. {decision_words(each)}.{by}{due}".replace("..", ".")
    if name == "log":
        return log_words(each)
    if name == "messages":
        names = {board.key: board.name for board in now.held.boards}
        return f"To {names.get(each.to, each.to)}: {each.text}"
    return ". ".join(filter(None, [each.title, each.by, each.asks]))
