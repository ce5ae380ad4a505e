"""The parts of the report that look ahead: the forecast, what it rests on, how past ones did."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from kinward.cohort.model import Summary
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.reports.disclosure import protect_backtest, protect_forecast
from kinward.reports.figures import ahead as figures
from kinward.reports.findings import ahead as said
from kinward.reports.findings import backtest as judged
from kinward.reports.section import Section, drawn, plain
from kinward.reports.table import ReportTable, mark_hidden
from kinward.reports.tables import ahead as tables
from kinward.reports.tables import backtest as scores
from kinward.reports.tables import reasons


@dataclass(frozen=True)
class Ahead:
    """What looks ahead in the report; all empty where there is no forecast.

    Attributes:
        tables: by key, those that only the workbook shows too.
        sentences: for the head of the report.
    """

    tables: dict[str, ReportTable]
    sections: tuple[Section, ...]
    sentences: tuple[str, ...]


def build(
    forecast: Forecast | None,
    backtest: BackTest | None,
    shown: Summary,
    source: str,
    limit: int,
) -> Ahead:
    """The tables, sections and sentences of what is given.

    Args:
        shown: the protected summary.
        source: that of the returns.
        limit: counts from 1 to this are hidden; 0 hides nothing.
    """
    made: dict[str, ReportTable] = {}
    sections: list[Section] = []
    sentences: list[str] = []
    if forecast is not None:
        open_forecast = protect_forecast(forecast, shown, limit)
        origin = f"{source}; Kinward’s forecast, {forecast.runs:,} runs, seed {forecast.seed}"
        made |= _marked(_forecast_tables, open_forecast, forecast, origin)
        sections += [
            _heading(open_forecast, shown, made),
            _rests_on(open_forecast, made, hides=limit > 0),
        ]
        sentences += [
            *said.expected(open_forecast),
            *said.target(open_forecast),
            *islice(said.cost(open_forecast), 1),
        ]
    if backtest is not None:
        open_backtest = protect_backtest(backtest, limit)
        origin = f"{source}; Kinward’s back-test"
        made |= _filled(scores.backtest(open_backtest, origin))
        sections.append(_past(open_backtest, made))
        sentences += judged.first(open_backtest)
    return Ahead(made, tuple(sections), tuple(sentences))


def _filled(tables: Iterable[ReportTable]) -> dict[str, ReportTable]:
    return {table.key: table for table in tables if not table.empty}


def _forecast_tables(forecast: Forecast, source: str) -> list[ReportTable]:
    makers = (tables.children, reasons.drivers, tables.flows, tables.cost, reasons.evidence)
    return [table for maker in makers for table in maker(forecast, source)]


def _marked(
    make: Callable[[Forecast, str], Iterable[ReportTable]],
    shown: Forecast,
    whole: Forecast,
    source: str,
) -> dict[str, ReportTable]:
    """The tables of what is shown, with a mark on each figure that is hidden."""
    made = _filled(make(shown, source))
    if shown is whole:
        return made
    full = _filled(make(whole, source))
    return {key: mark_hidden(table, full[key]) for key, table in made.items()}


def _heading(forecast: Forecast, shown: Summary, made: dict[str, ReportTable]) -> Section:
    return Section(
        "forecast",
        "Where it is heading",
        said.heading(forecast),
        (
            *said.expected(forecast),
            *said.target(forecast),
            *said.movement(forecast),
            *said.reasons(forecast),
            *said.cost(forecast),
        ),
        (
            *drawn(
                made,
                "forecast_total",
                lambda: figures.total(forecast),
                figures.total_title(forecast),
                "A line of children looked after to the as-at date, then the mean expected, with "
                "bands that hold 50, 80 and 95 of 100 simulated futures. The scale need not begin "
                "at nought.",
            ),
            *plain(made, "forecast_drivers", "forecast_by_category"),
            *drawn(
                made,
                "forecast_category_months",
                lambda: figures.categories(forecast, shown),
                figures.categories_title(forecast),
                "A panel for each of the largest categories, all on one scale: the past, then the "
                "mean expected in a band that holds 8 of 10 simulated futures.",
            ),
            *plain(made, "forecast_by_age", "forecast_flows"),
            *drawn(
                made,
                "forecast_cost",
                lambda: figures.cost(forecast),
                figures.cost_title(forecast),
                "A bar for each financial year from the lower to the upper end of the 80% "
                "interval, with the mean marked. The scale need not begin at nought.",
            ),
            *plain(made, "forecast_cost_category"),
        ),
    )


def _rests_on(forecast: Forecast, made: dict[str, ReportTable], *, hides: bool) -> Section:
    return Section(
        "forecast-basis",
        "What the forecast rests on",
        f"{forecast.runs:,} simulated futures, from the rates of these returns",
        tuple(said.rests_on(forecast, hides=hides)),
        tuple(plain(made, "forecast_evidence")),
    )


def _past(backtest: BackTest, made: dict[str, ReportTable]) -> Section:
    return Section(
        "backtest",
        "How past forecasts did",
        judged.heading(backtest),
        (*judged.first(backtest), *judged.others(backtest)),
        (
            *drawn(
                made,
                "backtest_total",
                lambda: figures.judged(backtest),
                figures.judged_title(backtest),
                "A row for each past forecast: a bar for its interval, an upright line for its "
                "mean, a diamond for what came and a circle for the number when it was made. The "
                "scale need not begin at nought.",
            ),
            *plain(made, "backtest_scores", "backtest_cost_scores"),
        ),
    )
