"""What of a year's planned savings the actions hold, and what is planned beside what is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kinward.dates import last_year_ended, year_name
from kinward.ledger.explain import signed
from kinward.programme.amounts import counted, expected, parts
from kinward.programme.model import Programme


@dataclass(frozen=True)
class Assignment:
    """The planned savings of a year and the actions that are to make them, in pence.

    Attributes:
        year: by its end.
        planned: every saving of the year that counts.
        held: by action's ref: its parts of the year's savings or, where none of them names it, its
            own target for the year.
        undated: targets of actions that name no year, and so hold nothing in any.
        unassigned: what is planned and no action holds; below 0 where actions hold more.
        reason: in words.
    """

    year: int
    planned: int
    held: dict[str, int]
    undated: int
    unassigned: int
    reason: str


@dataclass(frozen=True)
class Cover:
    """What is planned and forecast beside what is needed in a year, in pence.

    `over` is what is planned beyond the need (below 0: less), `times` the plan over the need, None
    where nothing is needed.
    """

    year: int
    needed: int
    planned: int
    forecast: int
    over: int
    times: Fraction | None
    reason: str


def assignment(programme: Programme, year: int) -> Assignment:
    """Which actions hold the planned savings of a financial year, and what none holds."""
    own = counted(programme.savings, year)
    credited: dict[str, int] = {}
    for each in own:
        for key, pence in parts(each, each.target_pence).items():
            ref = key.removeprefix(f"{programme.key}:")
            credited[ref] = credited.get(ref, 0) + pence
    credited.pop("", None)
    named = {
        key.removeprefix(f"{programme.key}:")
        for each in counted(programme.savings)
        for key in parts(each, 0)
    }
    undated = 0
    for action in programme.actions:
        target = action.target_saving_pence
        if target is None or action.ref in named:
            continue
        if action.saving_year is None:
            undated += target
        elif action.saving_year == year:
            credited[action.ref] = target
    planned = sum(each.target_pence for each in own)
    left = planned - sum(credited.values())
    return Assignment(year, planned, credited, undated, left, _held(year, planned, left))


def _held(year: int, planned: int, left: int) -> str:
    said = f"Of {signed(planned)} planned for {year_name(year)}, actions hold "
    said += signed(planned - left)
    if left > 0:
        said += f"; {signed(left)} belongs to no action"
    elif left < 0:
        said += f", which is {signed(-left)} more than is planned"
    return f"{said}."


def assigned_told(programme: Programme, years: Iterable[int]) -> Iterator[str]:
    """What of each year's plan belongs to no action, in sentences.

    Years of which actions hold nothing are told together, and so are targets that name no year.
    """
    bare, undated = [], 0
    for year in years:
        own = assignment(programme, year)
        undated = own.undated
        if own.planned and not own.held:
            bare.append(f"{signed(own.planned)} for {year_name(year)}")
        elif own.unassigned:
            yield own.reason
    if bare:
        yield f"No action holds any of what is planned: {', '.join(bare)}."
    if undated:
        yield f"Actions have targets of {signed(undated)} that name no year, and count in none."


def needed(programme: Programme, year: int) -> int | None:
    """What must be saved in a year, in pence; None where the programme does not say."""
    steps = [each.pence for each in programme.needs if each.financial_year == year]
    return sum(steps) if steps else None


def cover(programme: Programme, year: int, as_at: date) -> Cover | None:
    """What is planned beside what is needed in a year, on a day; None where no need is said.

    More may be planned than is needed because plans under-deliver: it is told, not hidden.
    """
    need = needed(programme, year)
    if need is None:
        return None
    own = counted(programme.savings, year)
    planned = sum(each.target_pence for each in own)
    forecast = sum(expected(each, as_at) for each in own)
    times = Fraction(planned, need) if need > 0 else None
    over = planned - need
    if over > 0:
        side = f"{signed(over)} more than is needed"
    else:
        side = f"{signed(-over)} less than is needed" if over else "what is needed"
    ratio = f" ({float(times) * 100:.0f}% of it)" if times is not None else ""
    said = f"{year_name(year)}: {signed(need)} is needed and {signed(planned)} planned, {side}"
    over_by_then = year <= last_year_ended(as_at)
    said += f"{ratio}; {signed(forecast)} {'was achieved' if over_by_then else 'is forecast'}."
    return Cover(year, need, planned, forecast, over, times, said)
