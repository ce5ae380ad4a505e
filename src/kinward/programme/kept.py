"""What an import leaves as it is: first dates, and entries of records that the files do not have.

A plan that comes in each month brings the date that counts now. The first date stays beside it, so
that slipping can be seen, and what people said on a day is added to and never taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from kinward.ledger.findings import Finding, in_order
from kinward.programme.model import Programme, Risk
from kinward.programme.plan import Action, Deliverable, Update
from kinward.programme.registers import Mitigation
from kinward.programme.rules import RULES

T = TypeVar("T", Action, Deliverable)
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
    another due date of a deliverable. Deliverables are matched by ref, mitigations by their text;
    those that the files do not have stay. Updates are added to those that are there.

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
        if risk.ref in were and "mitigations" in given.get("risks", _NONE):
            risks[place] = _risk(were[risk.ref], risk, inside.get("mitigations", _NONE))
    programme = replace(after, actions=tuple(actions), risks=tuple(risks))
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


def _risk(was: Risk, now: Risk, given: frozenset[str]) -> Risk:
    found = {each.text: each for each in was.mitigations}
    for each in now.mitigations:
        old: Mitigation | None = found.get(each.text)
        found[each.text] = each if old is None else _over(old, each, given)
    return replace(now, mitigations=tuple(found.values()))


def _over(old: Any, new: Any, given: frozenset[str]) -> Any:
    """One with the fields of the files over its own."""
    return replace(old, **{name: getattr(new, name) for name in given if hasattr(old, name)})
