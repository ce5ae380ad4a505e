"""What `kinward scenario` prints of a plan: sentences, then tables that fit a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from kinward.cli import output
from kinward.dates import year_name
from kinward.scenarios import explain
from kinward.scenarios.business import Bar
from kinward.scenarios.business.break_even import BreakEven, main_share
from kinward.scenarios.business.stream import Stream
from kinward.scenarios.results import ActionResult, Money, Results
from kinward.words import counted, long_date

_LAST_IN: Final = (
    "Last in: what the plan would lose without it. Weakest and strongest: the mean of the whole "
    "plan in the lowest and the highest tenth of the action's own uncertain draws."
)


def print_plan(found: Results) -> None:
    """Print what a plan does, the finding first; notes go to standard error."""
    for text in explain.sentences(found):
        output.line(text)
    _children(found)
    if found.actions:
        _actions(found)
        _bars(found)
    _cost(found)
    if found.actions:
        _break_even(found)
    _teams(found)
    for text in found.notes:
        output.note(text)


def _children(found: Results) -> None:
    from kinward.reports.marks import marks

    ends = found.tried.month_ends
    low, high = found.children.interval("total", 80)
    output.table(
        "Children looked after",
        ("On", "Without", "With the plan", "Difference", "80% interval"),
        [
            (
                long_date(ends[place]),
                float(found.baseline.mean[0, place]),
                float(found.scenario.mean[0, place]),
                float(found.children.mean[0, place]),
                explain.between(low[place], high[place]),
            )
            for place in marks(ends)
        ],
    )


def _actions(found: Results) -> None:
    moves = any(each.moves for each in found.actions)
    output.table(
        "What each action does",
        ("Action", "Children", *(("Moves",) if moves else ()), "52-week places"),
        [
            (
                each.action.name,
                each.children,
                *((each.moves or None,) if moves else ()),
                each.placements[-1],
            )
            for each in found.actions
        ],
        "Children are those affected over the months ahead, in the whole plan, each counted once. "
        "52-week places are those of the last financial year, by the action alone.",
    )
    if found.saving is None:
        return
    output.table(
        "What each action saves, £ over the months ahead",
        ("Action", "Alone", "80% interval", "Last in"),
        [
            *(_saving(each) for each in found.actions),
            ("Overlap, counted once", *_saved(found.overlap), None),
            ("The plan", *_saved(found.saving), None),
        ],
        "Last in: what the plan would lose without it.",
    )


def _saving(each: ActionResult) -> tuple[object, ...]:
    last = None if each.last_in is None else round(each.last_in.total / 100)
    return (each.action.name, *_saved(each.alone), last)


def _saved(money: Money | None) -> tuple[object, object]:
    if money is None:
        return None, None
    return round(money.total / 100), f"{money.low / 100:,.0f} to {money.high / 100:,.0f}"


def _cost(found: Results) -> None:
    if found.costs is None or found.saving is None:
        return
    output.table(
        "Cost of placements, £",
        ("", *(year_name(year) for year in found.years)),
        [
            ("Without the plan", *_pounds(found.costs[0].years)),
            ("With the plan", *_pounds(found.costs[1].years)),
            ("Saved", *_pounds(found.saving.years)),
        ],
    )


def _pounds(pence: Sequence[int]) -> list[int]:
    return [round(each / 100) for each in pence]


def _bars(found: Results) -> None:
    """The tornado: of the first target, or of the children at the end."""
    bars = [bar for bar in found.bars if bar.last_in or bar.alone]
    others = len(found.bars) - len(bars)
    caption = _LAST_IN
    if others:
        caption += f" {counted(others, 'action that changes', 'actions that change')} nothing of "
        caption += f"it {'is' if others == 1 else 'are'} left out."
    chances = bool(found.targets)
    if not bars:
        output.line()
        output.line(f"No action changes what the plan is measured by: {_measured(found)}.")
        return
    output.table(
        f"Which action matters most: {_measured(found)}",
        (
            *("Action", "Last in", "Alone"),
            *(("Adds to the chance",) if chances else ()),
            "Weakest to strongest",
        ),
        [_bar(bar, found.measure, chances=chances) for bar in bars],
        caption,
    )


def _bar(bar: Bar, measure: str, *, chances: bool) -> tuple[object, ...]:
    def told(value: Fraction) -> float | int:
        return float(value) if measure == "children" else round(value / 100)

    ends = None
    if bar.low != bar.high:
        places = 1 if measure == "children" else 0
        low, high = (f"{told(end):,.{places}f}" for end in (bar.low, bar.high))
        ends = f"{low} to {high}"
    chance = (_points(bar.chance_last_in),) if chances else ()
    return (bar.name, told(bar.last_in), told(bar.alone), *chance, ends)


def _measured(found: Results) -> str:
    if not found.targets:
        return f"children fewer on {long_date(found.tried.month_ends[-1])}"
    target = found.targets[0]
    day = long_date(target.target.by)
    return {
        "children": f"children fewer on {day}",
        "pounds": f"£ less in the financial year of {day}",
        "saving": f"£ saved in the financial year of {day}",
    }[target.measure]


def _points(share: Fraction | None) -> str:
    points = round((share or 0) * 100)
    return f"{points:+d} point{'' if abs(points) == 1 else 's'}" if points else "nothing"


def _break_even(found: Results) -> None:
    """How much less each action that costs something could do and still pay."""
    case = found.case
    if case is None or not case.whole.cost:
        return
    pairs = list(zip(found.actions, case.actions, strict=True))
    rows = [_pays(each, own.stream) for each, own in pairs if own.stream.cost]
    whole = case.whole.worth.break_even
    rows.append(("The plan", None, None, _multiple(whole)))
    free = len(pairs) - len(rows) + 1
    caption = "By proportion: half the success, half the saving. Both at their present value."
    if free:
        caption += f" {counted(free, 'action')} without a cost {'is' if free == 1 else 'are'} "
        caption += "left out."
    output.table(
        "How much must come true for it to pay",
        ("Action", "Success or uptake", "Pays from", "Share of its effect"),
        rows,
        caption,
    )


def _pays(each: ActionResult, own: Stream) -> tuple[object, ...]:
    share, at = main_share(each.action.effect), own.worth.break_even
    rate = None
    if at.rate is not None:
        rate = f"{float(at.rate) * 100:.1f}%" if at.possible else "no rate"
    return (
        each.action.name,
        None if share is None else f"{float(share.expected) * 100:.1f}%",
        rate,
        _multiple(at),
    )


def _multiple(at: BreakEven) -> str:
    if at.multiple is None:
        return at.why
    return f"{float(at.multiple) * 100:,.0f}%"


def _teams(found: Results) -> None:
    if not found.teams:
        return
    output.table(
        f"Children fewer on {long_date(found.tried.month_ends[-1])}, by team",
        ("Team", "Target", "By size alone", "Looked after today"),
        [(each.team, each.share, each.by_size, each.size) for each in found.teams],
        "The target is split by what the plan is expected to do for each team's children.",
    )
