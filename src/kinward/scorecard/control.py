"""Control charts, so that noise is not reported as news.

XmR: the centre is the mean of the baseline's points, the limits lie 2.66 mean moving ranges to
either side of it (Wheeler and Chambers 1992: 3 / d2, d2 = 1.128 for ranges of two). Signals are
three of the tests of the Western Electric handbook (1956): a point beyond a limit; eight points in
a row on one side of the centre; two of three points in a row beyond two thirds of the way to one
limit. Its fourth test (four of five beyond one third) and trends are left out: each more test is
more false alarms.

The baseline is the first twelve points, or the twelve from a stated period on. It does not move as
months are added: it would learn what it is to tell. The points of a stock hold mostly what was
there before, so that its chart is of the changes from one period to the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final, Literal

from kinward.reference.parameters import parameter
from kinward.scorecard.model import Control, MeasureCard, Reading, Signal
from kinward.scorecard.periods import next_end
from kinward.words import counted, long_date

FALSE_ALARMS: Final = 0.05
"""Of measures that are nothing but noise, the share whose last point completes a signal: found by
simulation, with a baseline of twelve points and two years of months (0.051; were the limits known
and not estimated, it would be 0.013)."""

Points = Sequence[tuple[date, float]]
Side = Literal["above", "below"]


def control(card: MeasureCard, as_at: date) -> tuple[Control | None, str]:
    """The control chart of a measure up to a day; or None, and why there is none."""
    of = card.measure.charted
    if of == "none":
        return None, (
            "its readings overlap, run through the year or are too few a year, so that limits from "
            "one to the next would be wrong"
        )
    readings = [each for each in card.readings if each.period_end <= as_at]
    points = _unbroken(card, readings)
    if of == "changes":
        points = [(day, value - before) for (_, before), (day, value) in pairwise(points)]
    begins = card.baseline_from
    points = [point for point in points if begins is None or point[0] >= begins]
    least = int(parameter("control_baseline_points").value)
    if len(points) < least:
        return None, f"{counted(len(points), 'point')} in a row, and limits need {least}"
    made = xmr(points, of)
    return made, "" if made else "its baseline does not vary"


def xmr(points: Points, of: Literal["values", "changes"]) -> Control | None:
    """The chart of points, the first twelve of which are its baseline.

    Returns:
        None where the baseline does not vary: it has no limits.
    """
    baseline = points[: int(parameter("control_baseline_points").value)]
    values = [value for _, value in baseline]
    ranges = [abs(b - a) for a, b in pairwise(values)]
    if not any(ranges):
        return None
    centre = sum(values) / len(values)
    reach = parameter("control_xmr_factor").value * sum(ranges) / len(ranges)
    return Control(
        of,
        tuple(points),
        (baseline[0][0], baseline[-1][0]),
        centre,
        centre - reach,
        centre + reach,
        tuple(_signals(points, centre, reach)),
    )


def _unbroken(card: MeasureCard, readings: Sequence[Reading]) -> list[tuple[date, float]]:
    """The last readings without a period missing between them."""
    found: list[tuple[date, float]] = []
    for each in readings:
        if each.value is None:
            found = []
            continue
        if found and each.period_end > next_end(found[-1][0], card.measure.frequency):
            found = []
        found.append((each.period_end, float(each.value)))
    return found


def _signals(points: Points, centre: float, reach: float) -> Iterator[Signal]:
    least = int(parameter("control_run").value)
    # A point on a line is not beyond it, whatever the last bit of a float says.
    hair = 1e-9 * max(abs(centre), reach, 1.0)
    for place, (day, _) in enumerate(points):
        for side, sign in (("above", 1), ("below", -1)):
            away = [sign * (each - centre) for _, each in points[: place + 1]]
            if away[-1] <= hair:
                continue
            yield from _completed(day, side, away, reach, least, hair)  # type: ignore[arg-type]


def _completed(
    day: date, side: Side, away: Sequence[float], reach: float, least: int, hair: float
) -> Iterator[Signal]:
    """The signals that the last point completes; `away` is how far each is on this side."""
    if away[-1] > reach + hair:
        limit = "upper" if side == "above" else "lower"
        yield Signal("beyond", day, side, f"{long_date(day)} is beyond the {limit} limit")
    if len(away) >= least and all(each > hair for each in away[-least:]):
        words = f"{least} points in a row to {long_date(day)} are {side} the centre"
        yield Signal("run", day, side, words)
    far = [each > 2 / 3 * reach + hair for each in away[-3:]]
    if far[-1] and sum(far) >= 2:
        words = f"two of three points to {long_date(day)} are {side} two thirds of the way"
        yield Signal("two_of_three", day, side, f"{words} to the limit")
