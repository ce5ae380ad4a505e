"""What of a programme needs somebody: the gravest first, each with the way to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.urls import reverse

from kinward.programme.checks import check
from kinward.programme.risks import ratings, undone
from kinward.programme.words import PRIORITIES
from kinward.words import counted, long_date
from kinward_web.programme.presenters import cells, risks
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.selectors.standing import Standing

_KINDS: Final = {"actions": "action", "savings": "saving", "risks": "risk", "issues": "issue"}
_PLAIN: Final = Cell("")


def attention(stands: Standing) -> Table:
    """Actions that are red, issues that are overdue, risks, silence, doubtful records."""
    rows = (*_actions(stands), *_issues(stands), *_risks(stands), *_records(stands))
    return Table(
        "attention", "What needs attention",
        headings("What", "Delivery", "Benefit or rating", "Why", "Who"), rows,
        empty="Nothing needs attention.",
    )  # fmt: skip


def _actions(stands: Standing) -> Iterator[Row]:
    """Red ones first, then those that are at risk, or silent, or have reached a trigger."""
    told = stands.exceptions
    graver: list[tuple[int, Row]] = []
    for each in stands.held.actions:
        work, brings = stands.delivery[each.ref], stands.benefit[each.ref]
        pair = (work.colour, brings.colour)
        why = [rag.told for rag in (work, brings) if rag.colour in ("red", "amber")]
        if not why and each.ref not in told:
            continue
        reasons = why or [told[each.ref]]
        row = (
            Cell(f"{each.ref} {each.title}", href=stands.href("action", each.ref)),
            cells.rag(work), cells.rag(brings), Cell(" ".join(reasons)), Cell(each.lead),
        )  # fmt: skip
        rank = 0 if "red" in pair else 1 if "amber" in pair else 2
        graver.append((rank, row))
    yield from (row for _, row in sorted(graver, key=lambda pair: pair[0]))


def _issues(stands: Standing) -> Iterator[Row]:
    for each in stands.held.issues:
        is_open = each.closed is None or each.closed > stands.as_at
        overdue = each.due is not None and each.due < stands.as_at
        if not is_open or not (overdue or each.priority == "high"):
            continue
        why = f"Priority {PRIORITIES[each.priority].lower()}"
        if overdue and each.due is not None:
            days = counted((stands.as_at - each.due).days, "day")
            why += f"; was to be resolved by {long_date(each.due)}, {days} ago"
        link = Cell(f"Issue {each.ref} {each.title}", href=stands.href("issue", each.ref))
        yield link, _PLAIN, _PLAIN, Cell(f"{why}."), Cell(each.owner)


def _risks(stands: Standing) -> Iterator[Row]:
    known = {each.ref: each for each in stands.held.risks}
    left = {each.ref: each.reason for each in undone(stands.held.risks, stands.as_at, stands.scale)}
    for each in ratings(stands.held.risks, stands.as_at, stands.scale):
        if each.colour != "red" and each.ref not in left:
            continue
        why = f"{each.reason} {left.get(each.ref, '')}".strip()
        risk = known[each.ref]
        link = Cell(f"Risk {risk.ref} {risk.title}", href=stands.href("risk", risk.ref))
        yield link, _PLAIN, risks.rating_cell(each), Cell(why), Cell(risk.owner)


def _records(stands: Standing) -> Iterator[Row]:
    """What is doubtful in the records, but for notes."""
    for each in check(stands.held, stands.as_at, stands.beside):
        if each.level == "note":
            continue
        kind = _KINDS.get(each.file, "action")
        where = reverse("programme_list", args=[stands.row.slug, kind])
        said = f"{each.message} {each.remedy}"
        yield Cell(f"Records: {each.file}", href=where), _PLAIN, _PLAIN, Cell(said), _PLAIN
