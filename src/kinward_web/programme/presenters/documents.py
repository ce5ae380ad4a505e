"""Living documents: their text as HTML, and a first text made of the programme's figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from kinward.dates import last_year_ended, year_name
from kinward.ledger.explain import signed
from kinward.programme import model as core
from kinward.programme.assigned import needed
from kinward.programme.dates_of import end_of
from kinward.programme.risks import ratings
from kinward.programme.savings import tracker
from kinward.programme.words import CADENCES, PAGES
from kinward.words import long_date
from kinward_web.programme.presenters import savings
from kinward_web.programme.selectors.standing import Standing

_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|])")
_RISKS: Final = 10
_NONE: Final = "None is recorded yet."


def skeleton(stands: Standing, key: str) -> str:
    """A first text in Markdown, of the figures as they stand on the day.

    Args:
        key: of `PAGES`.
    """
    parts = [f"Figures of {long_date(stands.as_at)}. Write over whatever should say more."]
    for title, section in _SECTIONS[key]:
        parts += [f"## {title}", "\n".join(section(stands))]
    return "\n\n".join(parts)


def begun(stands: Callable[[], Standing], key: str) -> str:
    """The first text of a document; empty where there is no such document.

    Args:
        stands: reads how the programme stands.
        key: as an address gives it.
    """
    return skeleton(stands(), key) if key in PAGES else ""


def missing(held: core.Programme) -> list[tuple[str, str]]:
    """The documents that have not been begun: key and name."""
    there = {each.key for each in held.pages}
    return [(key, name) for key, name in PAGES.items() if key not in there]


def _purpose(stands: Standing) -> Iterator[str]:
    yield _plain(stands.held.purpose) or "Say what the programme is for."


def _scope(_: Standing) -> Iterator[str]:
    yield "In scope: say which children, services and budgets."
    yield ""
    yield "Out of scope: say what is left to others."


def _outcomes(stands: Standing) -> Iterator[str]:
    yield from _bullets(f"{each.ref} {each.title}" for each in stands.held.outcomes)


def _actions(stands: Standing) -> Iterator[str]:
    rows = [
        (
            f"{each.ref} {each.title}", each.lead, _date(each),
            "" if each.target_saving_pence is None else signed(each.target_saving_pence),
        )
        for each in stands.held.actions
    ]  # fmt: skip
    yield from _table(("Action", "Lead", "End", "Saving"), rows)


def _date(action: core.Action) -> str:
    end = end_of(action)
    return "" if end is None else long_date(end)


def _savings(stands: Standing) -> Iterator[str]:
    rows = []
    for year in savings.years(stands.held):
        sums = tracker(stands.held, stands.as_at, year).total
        need = needed(stands.held, year)
        over = year <= last_year_ended(stands.as_at)
        rows.append((
            year_name(year), "" if need is None else signed(need), signed(sums.plan),
            signed(sums.achieved), "" if over else signed(sums.forecast),
        ))  # fmt: skip
    yield from _table(("Financial year", "Needed", "Plan", "Achieved", "Forecast"), rows)


def _benefits(stands: Standing) -> Iterator[str]:
    yield from _savings(stands)
    for said in savings.chances_told(stands, savings.years(stands.held)):
        yield ""
        yield said


def _risks(stands: Standing) -> Iterator[str]:
    titles = {each.ref: each for each in stands.held.risks}
    rows = [
        (
            f"{each.ref} {titles[each.ref].title}", f"{each.colour.capitalize()}: {each.left}",
            titles[each.ref].owner,
        )
        for each in ratings(stands.held.risks, stands.as_at, stands.scale)[:_RISKS]
    ]  # fmt: skip
    yield from _table(("Risk", "Rating", "Owner"), rows)


def _assumptions(stands: Standing) -> Iterator[str]:
    yield from _bullets(f"{each.ref} {each.text}" for each in stands.held.assumptions)


def _governance(stands: Standing) -> Iterator[str]:
    if stands.held.owner:
        yield f"Owner: {_plain(stands.held.owner)}."
        yield ""
    rows = [(each.name, CADENCES[each.cadence], each.chair) for each in stands.held.boards]
    yield from _table(("Board", "Meets", "Chair"), rows)


def _options(_: Standing) -> Iterator[str]:
    yield "Say what was considered, doing nothing among it, and why this was chosen."


def _costs(stands: Standing) -> Iterator[str]:
    cost = [each for each in stands.held.savings if each.target_pence < 0]
    rows = [
        (each.objective or each.ref, year_name(each.financial_year), signed(-each.target_pence))
        for each in cost
    ]
    yield from _table(("What for", "Financial year", "Cost"), rows)
    yield ""
    yield "Say what it takes beside: people, time, money to begin with."


def _consulted(stands: Standing) -> Iterator[str]:
    yield from _bullets(
        f"{each.question} {each.change}".strip() for each in stands.held.consultations
    )


_Section = tuple[str, Callable[[Standing], Iterator[str]]]
_SECTIONS: Final[Mapping[str, tuple[_Section, ...]]] = {
    "initiation": (
        ("Purpose", _purpose), ("Scope", _scope), ("Outcomes", _outcomes), ("Actions", _actions),
        ("Savings", _savings), ("Risks", _risks), ("Governance", _governance),
    ),
    "business_case": (
        ("The case for change", _purpose), ("Options", _options), ("Benefits", _benefits),
        ("Costs", _costs), ("Assumptions", _assumptions), ("Risks", _risks),
        ("What people told us", _consulted), ("Governance", _governance),
    ),
}  # fmt: skip
"""By key of a document, its sections: title, and what its text is made of."""


def _bullets(lines: Iterable[str]) -> Iterator[str]:
    found = [f"- {_plain(each)}" for each in lines]
    yield from found or [_NONE]


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    own, heads = list(rows), list(headings)
    if not own:
        yield _NONE
        return
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    for row in own:
        yield f"| {' | '.join(_plain(cell) for cell in row)} |"


def _plain(text: str) -> str:
    """Text that Markdown takes as it stands, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
