"""The report of one authority."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal, TypeVar

from kinward.errors import TooShortError
from kinward.pipeline.ahead import Ahead, backtest_cohort, forecast_cohort, unbroken
from kinward.pipeline.children import Inputs, baseline
from kinward.returns.model import Returns

T = TypeVar("T")

_NO_FORECAST: Final = (
    "The returns cover less than a year up to the as-at date: the report does not look ahead."
)
_NO_BACKTEST: Final = (
    "The returns are too short to judge past forecasts by: the report has no section on them. Add "
    "the returns of earlier years."
)
_NO_POPULATION: Final = "Past forecasts are made without the population, today's with it."


def report(
    inputs: Inputs,
    out: Path,
    *,
    audience: Literal["internal", "public"],
    name: str,
    ahead: Ahead | None = None,
    warn: Callable[[str], None] = lambda _: None,
) -> tuple[Path, ...]:
    """Run the main job and write its report; returns the files written.

    Args:
        inputs: the files.
        out: the folder to write into.
        audience: `public` hides small numbers.
        name: the authority's, for the headings.
        ahead: what is asked of the forecast; None leaves it out.
        warn: told why the report does not look ahead or back where the returns are too short.
    """
    from kinward.reports.write import write

    result = baseline(inputs)
    given, test = None, None
    if ahead is not None:
        day, years = result.summary.as_at, result.checked.returns.years
        cohort = unbroken(result.cohort, years)
        given = _or_warn(
            lambda: forecast_cohort(cohort, result.population, ahead, day), _NO_FORECAST, warn
        )
        if given is not None:
            test = _or_warn(lambda: backtest_cohort(cohort, ahead, day), _NO_BACKTEST, warn)
        if test is not None and result.population is not None:
            test = replace(test, notes=(*test.notes, _NO_POPULATION))
    return write(
        result.summary,
        result.checked,
        out,
        audience=audience,
        authority=name,
        made_up=is_made_up(result.checked.returns),
        forecast=given,
        backtest=test,
    )


def _or_warn(work: Callable[[], T], else_say: str, warn: Callable[[str], None]) -> T | None:
    try:
        return work()
    except TooShortError:
        warn(else_say)
        return None


def is_made_up(returns: Returns) -> bool:
    """Whether any file comes from `kinward synthesise`, which says so in each file's name."""
    return any("made_up" in source.path for source in returns.files)
