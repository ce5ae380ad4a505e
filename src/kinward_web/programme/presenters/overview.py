"""A programme as a whole: the finding, tiles, what needs attention, what is next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from kinward.dates import last_year_ended, return_year, year_name
from kinward.ledger.explain import signed
from kinward.programme.escalation import escalations
from kinward.programme.rag import Rag
from kinward.programme.risks import ratings
from kinward.programme.savings import Sums, tracker
from kinward.programme.slipping import Due, next_due, slipping
from kinward.programme.words import Side
from kinward.words import counted, long_date
from kinward_web.programme.kinds import KINDS, Kind
from kinward_web.programme.presenters import savings
from kinward_web.programme.presenters.cells import Cell, count, day, percent
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.presenters.words import WORST_FIRST, joined, named, word
from kinward_web.programme.selectors.standing import Standing

AHEAD: Final = 35
"""Days within which something is next."""
_GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("Plan", ("outcome", "workstream", "action")),
    ("Money", ("saving", "need")),
    ("Risk", ("risk", "issue", "assumption")),
    ("Governance", ("board", "meeting")),
    ("Voice", ("consultation",)),
    ("Living documents", ("page",)),
)


@dataclass(frozen=True)
class Tile:
    """A number with what it is of, and where it leads."""

    value: str
    label: str
    note: str
    href: str


@dataclass(frozen=True)
class Group:
    """Kinds of records that belong together, each with how many there are."""

    name: str
    kinds: tuple[tuple[Kind, int], ...]


def told(stands: Standing) -> Iterator[str]:
    """The finding: colours, what is off track, savings, what is next, what is stale."""
    if not stands.held.actions:
        yield "No action is recorded yet. Add the first, or bring in a plan from a file."
    else:
        yield colours_told(stands)
        yield from _off_track(stands)
    yield from _savings(stands)
    if stands.held.actions:
        yield from _dates(stands)


def colours_told(stands: Standing) -> str:
    """How many actions have each colour, in two sentences."""
    many = counted(len(stands.held.actions), "action")
    work, brings = _colours(stands, "delivery"), _colours(stands, "benefit")
    return f"Of {many}, delivery is: {work}. Benefit is: {brings}."


def _colours(stands: Standing, side: Side) -> str:
    by = Counter(each.colour for each in _side(stands, side).values())
    return joined([f"{by[colour]} {word(colour, side)}" for colour in WORST_FIRST if by[colour]])


def _side(stands: Standing, side: Side) -> Mapping[str, Rag]:
    return stands.delivery if side == "delivery" else stands.benefit


def _off_track(stands: Standing) -> Iterator[str]:
    said = []
    for side in ("delivery", "benefit"):
        red = [ref for ref, rag in _side(stands, side).items() if rag.colour == "red"]
        if red:
            said.append(f"in {side} {named(red)}")
    yield f"Off track {joined(said)}." if said else "Nothing is off track."


def _savings(stands: Standing) -> Iterator[str]:
    year = return_year(stands.as_at)
    if not stands.held.savings:
        return
    own = any(each.financial_year == year for each in stands.held.savings)
    sums = tracker(stands.held, stands.as_at, year if own else None).total
    said = f"{savings.headline(sums, stands.as_at, year if own else None)}."
    yield " ".join([said, *savings.chances_told(stands, [year] if own else [])])


def _dates(stands: Standing) -> Iterator[str]:
    due = next_due(stands.held, stands.as_at, AHEAD)
    if due:
        first = due[0]
        what = f"{first.deliverable or first.action} {first.title}"
        more = f", and {len(due) - 1} more" if len(due) > 1 else ""
        yield f"Due in the next {AHEAD} days: {what} on {long_date(first.on)}{more}."
    else:
        yield f"Nothing is due in the next {AHEAD} days."
    slips = slipping(stands.held, stands.as_at)
    stale = [each.ref for each in slips if each.stale]
    late = [each.ref for each in slips if each.days or each.overdue]
    said = [f"{counted(len(late), 'action')} later than first planned"] if late else []
    said += [f"nobody has said anything lately of {named(stale)}"] if stale else []
    if said:
        sentence = joined(said)
        yield f"{sentence[0].upper()}{sentence[1:]}."


def tiles(stands: Standing, query: str) -> list[Tile]:
    """The numbers at the top, each with the way to its records."""
    slug = stands.row.slug

    def listed(kind: str, asked: str = "") -> str:
        joint = "&" if query and asked else "?" if asked else ""
        return f"{reverse('programme_list', args=[slug, kind])}{query}{joint}{asked}"

    found = []
    for side in ("delivery", "benefit"):
        by = Counter(each.colour for each in _side(stands, side).values())
        note = f"{by['amber']} at risk, {by['green']} on track"
        if side == "delivery":
            note += f", {by['blue']} complete"
        found.append(Tile(
            str(by["red"]), f"Off track in {side}", note, listed("action", f"{side}=red"),
        ))  # fmt: skip
    year = return_year(stands.as_at)
    sums = tracker(stands.held, stands.as_at, year).total
    over = year <= last_year_ended(stands.as_at)
    found.append(
        _saved(sums, year, listed("saving", f"year={year}" if sums.plan else ""), over=over)
    )
    rated = ratings(stands.held.risks, stands.as_at, stands.scale)
    red = sum(each.colour == "red" for each in rated)
    found.append(Tile(str(red), "Red risks", f"of {len(rated)} open", listed("risk")))
    return found


def _saved(sums: Sums, year: int, href: str, *, over: bool) -> Tile:
    """The savings of a year: what is forecast or, once it is over, what was achieved."""
    what = "Achieved" if over else "Forecast"
    note = "Nothing is planned"
    if sums.plan > 0:
        note = f"{percent(sums.forecast / sums.plan).text} of {signed(sums.plan)}"
    return Tile(signed(sums.forecast), f"{what} savings, {year_name(year)}", note, href)


def colours(stands: Standing) -> Table:
    """How many actions have each colour, delivery and benefit beside one another."""
    base = reverse("programme_list", args=[stands.row.slug, "action"])
    rows = []
    for side in ("delivery", "benefit"):
        by = Counter(each.colour for each in _side(stands, side).values())
        cells = [
            count(by[colour], f"{base}?{side}={colour}" if by[colour] else "")
            for colour in WORST_FIRST
        ]
        rows.append((Cell(side.capitalize()), *cells))
    names = ("Red: off track", "Amber: at risk", "Green: on track", "Blue: complete",
             "Grey: not started or not due")  # fmt: skip
    return Table(
        "colours", "Actions by colour", headings("Of what", *names, numeric=names), tuple(rows)
    )


def due(stands: Standing) -> Table:
    """What is due next."""
    titles = {each.ref: each.title for each in stands.held.actions}

    def row(each: Due) -> Row:
        named = f"{each.deliverable} {each.title}" if each.deliverable else "End of the action"
        link = Cell(f"{each.action} {titles[each.action]}", href=stands.href("action", each.action))
        return day(each.on), Cell(named), link

    return Table(
        "due",
        f"Due in the next {AHEAD} days",
        headings("On", "What", "Action"),
        tuple(map(row, next_due(stands.held, stands.as_at, AHEAD))),
        empty="Nothing is due.",
    )


def boards(stands: Standing) -> Table:
    """Which actions go to the board each month, and why."""
    titles = {each.ref: each.title for each in stands.held.actions}
    found = escalations(stands.held, stands.as_at, stands.delivery, stands.benefit)
    rows = tuple(
        (Cell(f"{ref} {titles[ref]}", href=stands.href("action", ref)), Cell(each.reason))
        for ref, each in found.items()
        if each.often == "monthly"
    )
    return Table(
        "monthly", "Actions that go to the board each month", headings("Action", "Why"), rows
    )


def groups(stands: Standing) -> list[Group]:
    """The kinds of records, in groups."""
    many = Counter(each.kind for each in stands.rows)
    return [
        Group(name, tuple((KINDS[kind], many[kind]) for kind in kinds)) for name, kinds in _GROUPS
    ]
