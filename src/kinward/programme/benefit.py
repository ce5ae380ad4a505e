"""The benefit colour of each action, by rule: what it brings beside what it was to bring.

The savings of the financial years that have begun count: of a year that has ended what is
evidenced, of the running one the forecast. Red: under 75% of the target; amber: under 95%, or
something is due and nobody has forecast it; green: otherwise; grey: nothing is due yet. An action
with a target in money and one in placements takes the worse of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from kinward.dates import last_year_ended, return_year, year_name, year_start
from kinward.ledger.explain import signed
from kinward.programme.amounts import counted, evidenced, forecast_on, has_ended, parts
from kinward.programme.dates_of import end_of, latest
from kinward.programme.model import Programme, Saving
from kinward.programme.plan import Action
from kinward.programme.rag import Rag, override_on, worst
from kinward.programme.words import Colour
from kinward.reference.parameters import parameter
from kinward.words import long_date

Judged = tuple[Colour, str]


@dataclass(frozen=True)
class Limits:
    """Per cent of the target under which a forecast is red, or amber."""

    red: Fraction
    amber: Fraction


def limits() -> Limits:
    """Those of the parameters."""
    return Limits(
        Fraction(parameter("benefit_red_pct").value), Fraction(parameter("benefit_amber_pct").value)
    )


def benefit(programme: Programme, as_at: date, at: Limits | None = None) -> dict[str, Rag]:
    """The benefit colour of each action of a programme, by ref in the programme's order."""
    held = by_action(programme)
    found = {}
    for action in programme.actions:
        judged = _money(action, held.get(action.ref, []), as_at, at or limits())
        judged += _placements(action, as_at, at or limits())
        colour: Colour = worst(colour for colour, _ in judged) or "grey"
        reason = " ".join(reason for _, reason in judged)
        found[action.ref] = Rag(
            "benefit",
            colour,
            reason or "No saving and no placements are set as its target.",
            override_on(action.overrides, "benefit", as_at),
        )
    return found


def by_action(programme: Programme) -> dict[str, list[tuple[Saving, str]]]:
    """The savings that count in which an action has a part, by ref; with the key of its part."""
    found: dict[str, list[tuple[Saving, str]]] = {}
    for saving in counted(programme.savings):
        for key in parts(saving, 0):
            ref = key.removeprefix(f"{programme.key}:")
            if ref:
                found.setdefault(ref, []).append((saving, key))
    return found


def _money(action: Action, held: list[tuple[Saving, str]], as_at: date, at: Limits) -> list[Judged]:
    if held:
        return [_of_savings(held, as_at, at)]
    if not action.target_saving_pence:
        return []
    if action.saving_year is not None and as_at < year_start(action.saving_year):
        return [_not_due(year_start(action.saving_year), signed(action.target_saving_pence))]
    if action.saving_year is None:
        early = _before_end(action, as_at, signed(action.target_saving_pence))
        if early:
            return [early]
    if action.saving_year is not None and action.saving_year <= last_year_ended(as_at):
        # Only a saving has evidence, and this action has none.
        return [_judge(action.target_saving_pence, Fraction(0), at, "saved", "evidenced")]
    forecast = _last(action, as_at, "forecast_saving_pence")
    return [_judge(action.target_saving_pence, forecast, at, "saved")]


def _of_savings(held: list[tuple[Saving, str]], as_at: date, at: Limits) -> Judged:
    begun = [(each, key) for each, key in held if year_start(each.financial_year) <= as_at]
    if not begun:
        first = min(each.financial_year for each, _ in held)
        due = sum(parts(s, s.target_pence)[key] for s, key in held if s.financial_year == first)
        return _not_due(year_start(first), signed(due))
    running = return_year(as_at)
    target = sum(parts(each, each.target_pence)[key] for each, key in begun)
    unknown = [
        each
        for each, _ in begun
        if forecast_on(each, as_at) is None and not has_ended(each, as_at) and each.target_pence
    ]
    if unknown:
        return (
            "amber",
            f"{signed(target)} is due by the end of {year_name(running)}, and "
            f"{unknown[0].ref} has no forecast: it cannot be judged.",
        )
    made, how = 0, set()
    for each, key in begun:
        ended = has_ended(each, as_at)
        made += parts(each, evidenced(each) if ended else each.forecast_pence or 0)[key]
        how.add("evidenced" if ended else "forecast")
    return _judge(target, Fraction(made), at, "saved", " or ".join(sorted(how)))


def _placements(action: Action, as_at: date, at: Limits) -> list[Judged]:
    target = action.target_placements
    if not target:
        return []
    early = _before_end(action, as_at, f"{target} placements")
    if early:
        return [early]
    return [_judge(target, _last(action, as_at, "forecast_placements"), at, "placements")]


def _before_end(action: Action, as_at: date, what: str) -> Judged | None:
    """Grey until the year of the saving or, where there is none, until the end date."""
    if action.saving_year is not None:
        start = year_start(action.saving_year)
        return _not_due(start, what) if as_at < start else None
    end = end_of(action)
    if end is None:
        return "grey", f"No date says when {what} is due."
    return _not_due(end, what) if as_at <= end else None


def _not_due(start: date, what: str) -> Judged:
    return "grey", f"Nothing is due before {long_date(start)} ({what} then)."


def _last(action: Action, as_at: date, name: str) -> Fraction | None:
    """The last forecast of a kind that an update gave by a day."""
    given = latest((u for u in action.updates if getattr(u, name) is not None), as_at)
    return None if given is None else Fraction(getattr(given, name))


def _judge(
    target: Decimal | int,
    forecast: Fraction | None,
    at: Limits,
    unit: str,
    how: str = "forecast",
) -> Judged:
    due = Fraction(target)
    if due <= 0:
        return "grey", "It is to cost money, not to save any." if due else "Nothing is due."
    if forecast is None:
        amount = f"{float(due):g} placements" if unit == "placements" else signed(round(due))
        return "amber", f"Due: {amount}, and nobody has forecast it."
    percent = forecast / due * 100
    said = f"{signed(round(forecast))} of {signed(round(due))} is {how}"
    if unit == "placements":
        said = f"{float(forecast):g} of {float(due):g} placements are {how}"
    for colour, limit in (("red", at.red), ("amber", at.amber)):
        if percent < limit:
            return colour, f"{said}: {_shown(percent, limit)}%, under {float(limit):g}%."  # type: ignore[return-value]
    return "green", f"{said}: {float(percent):.0f}%."


def _shown(percent: Fraction, limit: Fraction) -> str:
    """A percentage that does not round up to the limit which it is under."""
    whole = round(percent)
    return str(whole) if whole < limit else f"{float(Fraction(floor(percent * 100), 100)):g}"
