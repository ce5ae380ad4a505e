"""What is doubtful in a programme's records as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kinward.ledger.findings import Finding, in_order
from kinward.programme.amounts import claimed, counted, counts, parts
from kinward.programme.dates_of import end_of, is_open, last_heard
from kinward.programme.delivery import waits_for
from kinward.programme.model import Programme
from kinward.programme.plan import Action
from kinward.programme.rules import RULES


def check(
    programme: Programme, as_at: date, others: Iterable[Programme] = ()
) -> tuple[Finding, ...]:
    """Every finding on a day; the file of each is the kind of record that it is about."""
    actions = {(each.key, action.ref) for each in (programme, *others) for action in each.actions}
    found = [
        *_dependencies(programme, actions),
        *_links(programme, actions),
        *_gaps(programme, as_at),
        *_amounts(programme),
    ]
    return in_order(found)


def _finding(code: str, file: str, column: str = "", **words: str) -> list[Finding]:
    return RULES[code].at(file, [0], column, **words)


def _dependencies(programme: Programme, known: set[tuple[str, str]]) -> Iterator[Finding]:
    for action in programme.actions:
        pairs = zip(action.depends_on, waits_for(programme.key, action), strict=True)
        for text, node in pairs:
            if node not in known:
                yield from _finding("P20", "actions", "depends_on", ref=action.ref, other=text)
        end = end_of(action)
        if action.start and end and end < action.start:
            yield from _finding("P27", "actions", "start", ref=action.ref)


def _links(programme: Programme, known: set[tuple[str, str]]) -> Iterator[Finding]:
    """Savings, risks and issues of actions that are not there, savings of others likewise."""
    counting = {each.ref for each in programme.savings if counts(each)}
    named: list[tuple[str, str, str, str]] = []
    for saving in programme.savings:
        named += [("savings", "Saving", saving.ref, ref) for ref in parts(saving, 0)]
        if saving.same_as and saving.same_as not in counting:
            yield from _finding("P28", "savings", "same_as", ref=saving.ref, other=saving.same_as)
    named += [("risks", "Risk", each.ref, each.action) for each in programme.risks]
    named += [("issues", "Issue", each.ref, each.action) for each in programme.issues]
    for file, what, ref, text in named:
        key, mark, other = text.partition(":")
        node = (key.strip(), other.strip()) if mark else (programme.key, text)
        if text and node not in known:
            yield from _finding("P21", file, "action", what=what, ref=ref, other=text)


def _gaps(programme: Programme, as_at: date) -> Iterator[Finding]:
    open_ = [each for each in programme.actions if is_open(each, as_at)]
    for code, column, missing in (
        ("P22", "target_end", [each for each in open_ if end_of(each) is None]),
        ("P23", "lead", [each for each in open_ if not each.lead.strip()]),
        ("P24", "success", [each for each in open_ if not each.success.strip()]),
        ("P29", "", [each for each in open_ if last_heard(each, as_at) is None]),
    ):
        if missing:
            yield from _finding(code, "actions", column, refs=_refs(missing))


def _refs(actions: list[Action]) -> str:
    return ", ".join(each.ref for each in actions)


def _amounts(programme: Programme) -> Iterator[Finding]:
    unshown = [each.ref for each in programme.savings if claimed(each)]
    if unshown:
        yield from _finding("P25", "savings", "evidence", refs=", ".join(unshown))
    held: dict[tuple[str, int], int] = {}
    for saving in counted(programme.savings):
        for key, pence in parts(saving, saving.target_pence).items():
            node = (key.removeprefix(f"{programme.key}:"), saving.financial_year)
            held[node] = held.get(node, 0) + pence
    for action in programme.actions:
        of = held.get((action.ref, action.saving_year or 0))
        if of is not None and action.target_saving_pence not in (None, of):
            yield from _finding("P26", "actions", "target_saving", ref=action.ref)
