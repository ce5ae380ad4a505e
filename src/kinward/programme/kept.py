"""What an import leaves as it is: first dates, and entries of records that the files do not have.

A plan that comes in each month brings the date that counts now. The first date stays beside it, so
that slipping can be seen, and what people said on a day is added to and never taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from kinward.ledger.findings import Finding, in_order
from kinward.programme.governance import Decision, LogItem, Meeting
from kinward.programme.model import Programme, Risk
from kinward.programme.plan import Action, Deliverable, Override, Update
from kinward.programme.registers import Mitigation, Score
from kinward.programme.rules import RULES

T = TypeVar("T", Action, Deliverable)
N = TypeVar("N", Decision, LogItem)
E = TypeVar("E", Override, Mitigation)
Given = Mapping[str, frozenset[str]]
_NONE: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Kept:
    """A programme as read, with what must stay put back.

    Attributes:
        given: as of `ProgrammeRead`; dates that were moved are in it too.
        findings: where a first date was kept.
    """

    programme: Programme
    given: dict[str, frozenset[str]]
    findings: tuple[Finding, ...]


def kept(before: Programme, after: Programme, given: Given, inside: Given) -> Kept:
    """Put back what an import must leave as it is.

    An end date other than the first becomes the revised end, unless the file gives one; so does
    another due date of a deliverable. Deliverables, decisions and follow-ups are matched by ref,
    mitigations by their text; those that the files do not have stay. Updates, colours against the
    rule and earlier scores are added to those that are there: of such a colour, the files can say
    only when it was withdrawn.

    Args:
        before: the programme.
        after: as it was read.
        given, inside: as of `ProgrammeRead`.
    """
    own = given.get("actions", _NONE)
    found: list[Finding] = []
    actions, risks = list(after.actions), list(after.risks)
    old = {each.ref: each for each in before.actions}
    for place, each in enumerate(actions):
        if was := old.get(each.ref):
            actions[place], moved = _action(was, each, own, inside)
            found += _told(each.ref, moved)
    if own & {"target_end"}:
        own |= {"revised_end"}
    were = {each.ref: each for each in before.risks}
    for place, risk in enumerate(risks):
        if risk.ref in were:
            risks[place] = _risk(were[risk.ref], risk, given.get("risks", _NONE), inside)
    met = {(each.board, each.on): each for each in before.meetings}
    meetings = tuple(
        _meeting(met[each.board, each.on], each, inside) if (each.board, each.on) in met else each
        for each in after.meetings
    )
    programme = replace(after, actions=tuple(actions), risks=tuple(risks), meetings=meetings)
    return Kept(programme, {**given, **({"actions": own} if own else {})}, in_order(found))


def _told(ref: str, moved: bool) -> list[Finding]:
    return RULES["P10"].at("actions", [0], "target_end", ref=ref) if moved else []


def _action(was: Action, now: Action, own: frozenset[str], inside: Given) -> tuple[Action, bool]:
    """An action with what must stay, and whether the file has another first date."""
    moved = False
    if "target_end" in own:
        if "revised_end" not in own:
            now = replace(now, revised_end=was.revised_end)
        moved = None not in (was.target_end, now.target_end) and was.target_end != now.target_end
        now = _first(was, now, "target_end", "revised_end", said="revised_end" in own)
    if "deliverables" in own:
        given = inside.get("deliverables", _NONE)
        now = replace(now, deliverables=_deliverables(was.deliverables, now.deliverables, given))
    if "updates" in own:
        now = replace(now, updates=_updates(was.updates, now.updates))
    if "overrides" in own:
        given = inside.get("overrides", _NONE)
        now = replace(now, overrides=_overrides(was.overrides, now.overrides, given))
    return now, moved


def _first(was: T, now: T, first: str, later: str, *, said: bool) -> T:
    """One that keeps its first date; another becomes the later one, if the file says none."""
    old, new = getattr(was, first), getattr(now, first)
    if old is None or old == new:
        return now
    dates = {first: old}
    if new is not None and not (said and getattr(now, later)):
        dates[later] = new
    return replace(now, **dates)


def _deliverables(
    was: Iterable[Deliverable], now: Iterable[Deliverable], given: frozenset[str]
) -> tuple[Deliverable, ...]:
    found = {each.ref: each for each in was}
    for each in now:
        old = found.get(each.ref)
        if old is None:
            found[each.ref] = each
            continue
        new = _over(old, each, given)
        found[each.ref] = _first(old, new, "due", "revised", said="revised" in given)
    return tuple(found.values())


def _updates(was: tuple[Update, ...], now: Iterable[Update]) -> tuple[Update, ...]:
    return (*was, *(each for each in now if each not in was))


def _overrides(
    was: Iterable[Override], now: Iterable[Override], given: frozenset[str]
) -> tuple[Override, ...]:
    return _matched(
        was,
        now,
        lambda each: replace(each, withdrawn=None),
        lambda old, new: new if "withdrawn" in given else old,
    )


def _meeting(was: Meeting, now: Meeting, inside: Given) -> Meeting:
    return replace(
        now,
        decisions=_by_ref(was.decisions, now.decisions, inside.get("decisions", _NONE)),
        log=_by_ref(was.log, now.log, inside.get("log", _NONE)),
    )


def _by_ref(was: Iterable[N], now: Iterable[N], given: frozenset[str]) -> tuple[N, ...]:
    found = {each.ref: each for each in was}
    for each in now:
        old = found.get(each.ref)
        found[each.ref] = each if old is None else _over(old, each, given)
    return tuple(found.values())


def _scores(was: tuple[Score, ...], now: Iterable[Score]) -> tuple[Score, ...]:
    both = (*was, *(each for each in now if each not in was))
    return tuple(sorted(both, key=lambda each: each.on))


def _risk(was: Risk, now: Risk, own: frozenset[str], inside: Given) -> Risk:
    if "history" in own:
        now = replace(now, history=_scores(was.history, now.history))
    if "mitigations" not in own:
        return now
    given = inside.get("mitigations", _NONE)
    mitigations = _matched(
        was.mitigations,
        now.mitigations,
        lambda each: each.text,
        lambda old, new: _over(old, new, given),
    )
    return replace(now, mitigations=mitigations)


def _matched(
    was: Iterable[E], now: Iterable[E], named: Callable[[E], object], over: Callable[[E, E], E]
) -> tuple[E, ...]:
    """Each entry of the file over one of the same name, and each of ours under one alone.

    Args:
        named: what names an entry; several may have the same.
        over: an entry of ours and that of the file as one.
    """
    found = list(was)
    left: list[object] = [named(each) for each in found]
    for each in now:
        if named(each) not in left:
            found.append(each)
            continue
        place = left.index(named(each))
        left[place] = None
        found[place] = over(found[place], each)
    return tuple(found)


def _over(old: Any, new: Any, given: frozenset[str]) -> Any:
    """One with the fields of the files over its own."""
    return replace(old, **{name: getattr(new, name) for name in given if hasattr(old, name)})
