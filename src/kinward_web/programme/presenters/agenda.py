"""The items of a meeting's agenda: why each is there, what came of it, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kinward.programme.agenda import SECTIONS, Item
from kinward.programme.governance import Decision, LogItem
from kinward.programme.words import OUTCOMES
from kinward.words import long_date
from kinward_web.programme.selectors.boards import Met
from kinward_web.programme.selectors.standing import Standing

DECIDED: Final = frozenset({"carried", "unquorate", "decision"})
"""Sections whose items ask for a decision."""
_NAMELESS: Final = frozenset({"message", "paper"})
"""Sections whose items have no reference of their own."""
_STEPS: Final = {"decisions": "Decide", "log": "Give a follow-up", "messages": "Pass it on"}


@dataclass(frozen=True)
class Step:
    """A link that takes the meeting on; `about` is read out after its words."""

    words: str
    href: str
    about: str = ""


@dataclass(frozen=True)
class Line:
    """An item of the agenda: its number, what it is and why, what came of it, and its steps."""

    number: int
    item: Item
    href: str
    came: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def named(self) -> str:
        """Its reference, where it names something that people know, and who it is of."""
        known = self.href or self.item.section not in _NAMELESS
        return ", ".join(filter(None, [self.item.ref if known else "", self.item.who]))


@dataclass(frozen=True)
class Group:
    """A section of the agenda."""

    title: str
    lines: tuple[Line, ...]


class Teller:
    """Tells the items of one meeting's agenda."""

    def __init__(self, met: Met, now: Standing, found: list[Met], may_meet: bool) -> None:
        self._one, self._own, self._now, self._found = met.row, met.held, now, found
        self._may_meet, self._running = may_meet, met.begun and not met.held.held
        self._names = {each.key: each.name for each in now.held.boards}

    def groups(self, items: tuple[Item, ...]) -> Iterator[Group]:
        """The sections in order, each with its items numbered through."""
        for section, title in SECTIONS.items():
            lines = tuple(
                self._line(place, item)
                for place, item in enumerate(items, 1)
                if item.section == section
            )
            if lines:
                yield Group(title, lines)

    def _line(self, place: int, item: Item) -> Line:
        steps = tuple(self._steps(place, item)) if self._may_meet else ()
        return Line(place, item, self._href(item), tuple(self._came(item)), steps)

    def _href(self, item: Item) -> str:
        if item.section == "follow_up":
            given = self._given(item.ref)
            return "" if given is None else self._page(given[0])
        if item.section in DECIDED:
            asked = self._asked(item.ref)
            return "" if asked is None else self._page(asked)
        return self._now.href("action", item.ref) or self._now.href("risk", item.ref)

    def _came(self, item: Item) -> Iterator[str]:
        if item.section == "follow_up":
            given = self._given(item.ref)
            done = given[0].held.log[given[1]].done if given else None
            if done:
                yield f"Done on {long_date(done)}."
        for decision in self._own.decisions:
            if decision.outcome != "due" and self._is_of(item, decision.ref, decision.action):
                yield f"Decision {decision.ref}. {decision_words(decision)}"
        for entry in self._own.log:
            if self._is_of(item, "", entry.action):
                yield f"Follow-up {log_words(entry)}"
        for message in self._own.messages:
            if self._is_of(item, "", message.action or message.risk):
                yield f"Passed to {self._names.get(message.to, message.to)}: {message.text}"

    @staticmethod
    def _is_of(item: Item, ref: str, about: str) -> bool:
        if item.section in DECIDED:
            return ref == item.ref
        return item.section != "follow_up" and bool(about) and about == item.ref

    def _steps(self, place: int, item: Item) -> Iterator[Step]:
        if item.section == "follow_up":
            yield from self._done(item)
        if not self._running:
            return
        slug, pk = self._now.row.slug, self._one.pk
        for name, words in _STEPS.items():
            if name == "messages" and set(self._names) <= {self._own.board}:
                continue
            there = self._decided(item) if name == "decisions" else None
            href = (
                reverse("programme_step", args=[slug, pk, place, name])
                if there is None
                else reverse("programme_part", args=[slug, "meeting", pk, name, there])
            )
            told = words if there is None else "Change the decision"
            yield Step(told, href, f"{item.ref} {item.title}")

    def _done(self, item: Item) -> Iterator[Step]:
        given = self._given(item.ref)
        if given is None or given[0].held.log[given[1]].done:
            return
        href = reverse("programme_done", args=[self._now.row.slug, given[0].row.pk, given[1]])
        yield Step(
            "Mark as done", f"{href}?back=meeting-{self._one.pk}", f"{item.ref} {item.title}"
        )

    def _decided(self, item: Item) -> int | None:
        """The place of this meeting's own decision on an item that asks for one."""
        if item.section not in DECIDED:
            return None
        refs = [each.ref for each in self._own.decisions]
        return refs.index(item.ref) if item.ref in refs else None

    def _given(self, ref: str) -> tuple[Met, int] | None:
        """The meeting that gave a follow-up, and its place there."""
        for met in self._found:
            for place, each in enumerate(met.held.log):
                if each.ref == ref:
                    return met, place
        return None

    def _asked(self, ref: str) -> Met | None:
        """The meeting of this board before this one that was asked for a decision last."""
        own = [
            met
            for met in self._found
            if met.held.board == self._own.board and met.held.on < self._own.on
            and any(each.ref == ref for each in met.held.decisions)
        ]  # fmt: skip
        return own[-1] if own else None

    def _page(self, met: Met) -> str:
        return self._now.href("meeting", met.row.ref)


def log_words(item: LogItem) -> str:
    """A follow-up in a sentence."""
    due = f", by {long_date(item.due)}" if item.due else ""
    done = f" Done on {long_date(item.done)}." if item.done else ""
    return f"{item.ref}: {item.text} ({item.owner}{due}).{done}"


def decision_words(decision: Decision) -> str:
    """What came of a decision, with its reason."""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{OUTCOMES[decision.outcome]}{reason}"
