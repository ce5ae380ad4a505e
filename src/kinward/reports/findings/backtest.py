"""How past forecasts did, in words: also where simpler ones did better, and where few can tell."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.forecast.backtest.model import ENGINE, MODELS, BackTest
from kinward.forecast.model import TOTAL
from kinward.reference.parameters import parameter
from kinward.reports.findings.words import count, listed
from kinward.reports.judged import YEAR, horizon, past, score
from kinward.reports.table import long_date

NO_CHANGE = "no_change"


def heading(backtest: BackTest) -> str:
    """The finding about past forecasts, in a few words."""
    months = horizon(backtest)
    own = None if months is None else _error(backtest, ENGINE, months)
    if months is None or own is None:
        return "No past forecast can be judged yet"
    return f"{_ahead(months).capitalize()}, past forecasts were wrong by {own:.1f}% on average"


def first(backtest: BackTest) -> Iterator[str]:
    """The error a year ahead beside that of no change: the sentence for the head of the report."""
    months = horizon(backtest)
    if months is None:
        return
    own, same = (_error(backtest, model, months) for model in (ENGINE, NO_CHANGE))
    judged = past(backtest, months)
    if own is None:
        return
    days = f"{long_date(judged[0].origin)} to {long_date(judged[-1].origin)}"
    made = (
        f"{count(len(judged), 'past day')} ({days})"
        if len(judged) > 1
        else f"{long_date(judged[0].origin)}"
    )
    said = f"Forecasts made {_ahead(months)} on {made} were wrong by {own:.1f}% on average"
    if same is None:
        yield f"{said}."
    elif f"{own:.1f}" == f"{same:.1f}":
        yield f"{said}, no better and no worse than saying that nothing changes."
    else:
        better = "" if own < same else ", which was nearer"
        yield f"{said}; saying that nothing changes would have been wrong by {same:.1f}%{better}."


def others(backtest: BackTest) -> Iterator[str]:
    """All else to know: intervals, bias, horizons, categories, and what the figures rest on."""
    months = horizon(backtest)
    if months is not None:
        yield from _held(backtest, months)
        yield from _bias(backtest, months)
        yield from _whole(backtest, months)
        yield from _horizons(backtest)
        yield from _groups(backtest, months)
        yield from _few(backtest, months)
    yield from backtest.notes


def _held(backtest: BackTest, months: int) -> Iterator[str]:
    judged = past(backtest, months)
    held = sum(each.held for each in judged)
    meant = "1 interval" if len(judged) == 1 else f"{len(judged)} intervals"
    yield f"Of {meant} meant to hold the truth 8 times in 10, {held} did."


def _bias(backtest: BackTest, months: int) -> Iterator[str]:
    bias = score(backtest, ENGINE, TOTAL, months, "bias")
    if bias is None:
        return
    if round(bias) == 0:
        yield "Too high and too low cancel: on average they were less than one child off."
    else:
        off = count(abs(round(bias)), "child", "children")
        yield f"On average they were {off} too {'high' if bias > 0 else 'low'}."


def _whole(backtest: BackTest, months: int) -> Iterator[str]:
    """The continuous ranked probability score beside that of no change with its spread."""
    own, same = (score(backtest, m, TOTAL, months, "crps") for m in (ENGINE, NO_CHANGE))
    if own is None or not same:
        return
    gain = round(100 * (1 - own / same))
    beside = "no change with the spread of the past"
    if gain == 0:
        said = f"as good as {beside}"
    else:
        said = f"{abs(gain)}% {'better' if gain > 0 else 'worse'} than {beside}"
    yield f"Judged with its intervals and not by its mean alone (CRPS), the forecast was {said}."


def _horizons(backtest: BackTest) -> Iterator[str]:
    """At which horizons the mean was nearer than no change, and at which it was not."""
    near: list[str] = []
    far: list[str] = []
    for months in sorted({each.horizon for each in past(backtest)}):
        own, same = (_error(backtest, model, months) for model in (ENGINE, NO_CHANGE))
        if own is not None and same is not None:
            (near if own < same else far).append(f"{months}")
    if near and far:
        yield (
            f"The mean was nearer than no change {listed(near)} months ahead, and not nearer "
            f"{listed(far)} months ahead: claim no skill there."
        )
    elif far:
        yield "At no horizon was the mean nearer than no change: claim no skill in the number."
    elif len(near) > 1:
        yield f"The mean was nearer than no change at every horizon: {listed(near)} months ahead."


def _groups(backtest: BackTest, months: int) -> Iterator[str]:
    """The error by category beside the best of the simpler models."""
    errors = {model: score(backtest, model, "category", months, "mae") for model in MODELS}
    known = {model: error for model, error in errors.items() if error is not None}
    own = known.pop(ENGINE, None)
    if own is None or not known:
        return
    best = min(known, key=known.__getitem__)
    yield (
        f"By placement category, {_ahead(months)}, they were {own:.1f} children off on average; "
        f"the best of the simpler models ({MODELS[best].lower()}) {known[best]:.1f}."
    )


def _few(backtest: BackTest, months: int) -> Iterator[str]:
    number = len(past(backtest, months))
    if number < parameter("few_past_forecasts").value:
        yield (
            f"{'One forecast is' if number == 1 else f'{number} forecasts are'} too few to tell "
            "skill from luck."
        )


def _error(backtest: BackTest, model: str, months: int) -> float | None:
    return score(backtest, model, TOTAL, months, "mape")


def _ahead(months: int) -> str:
    return "a year ahead" if months == YEAR else f"{count(months, 'month')} ahead"
