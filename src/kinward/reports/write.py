"""Writes the report: one HTML page and one workbook, both or neither."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.errors import InputError
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.measures import MEASURES
from kinward.measures.ahead import AHEAD
from kinward.measures.money import MONEY
from kinward.reference.parameters import parameter
from kinward.reports import ahead, money, page, plan, quality, render, tables, workbook
from kinward.reports.disclosure import protect
from kinward.reports.findings.standing_out import sentences
from kinward.reports.position import Position
from kinward.reports.section import Section
from kinward.reports.sections import sections
from kinward.reports.table import HIDDEN, MISSING, ReportTable, long_date, mark_hidden
from kinward.returns.model import Checked
from kinward.scenarios.results import Results

Audience = Literal["internal", "public"]


def write(  # noqa: PLR0913 - each is an optional input of its own
    summary: Summary,
    checked: Checked,
    out: Path,
    *,
    audience: Audience,
    authority: str,
    made_up: bool,
    limit: int | None = None,
    forecast: Forecast | None = None,
    backtest: BackTest | None = None,
    position: Position | None = None,
    tried: Results | None = None,
) -> tuple[Path, ...]:
    """Write `report.html` and `report.xlsx` into a folder.

    Args:
        out: the folder; made if it is not there.
        audience: `public` hides small numbers; `internal` shows all.
        authority: the name of the authority.
        made_up: whether the data is made up, which both files then say throughout.
        limit: for the public, counts from 1 to this are hidden; the parameter
            `small_number_limit` where it is None.
        forecast: where the cohort is heading; without it the report does not look ahead.
        backtest: how past forecasts did.
        position: where the budget stands; without it the report tells of no money but the
            forecast's.
        tried: what came of a plan, which is told after the forecast.

    Returns:
        The files written.

    Raises:
        InputError: the folder cannot be written to; nothing is then changed.
    """
    with render.start() as worker:
        hide = _limit(audience, limit)
        shown = protect(summary, hide)
        source = _source(checked, authority)
        main = _tables(summary, shown, source)
        quality_tables = quality.build(checked, source, limit=hide, details=audience == "internal")
        future = ahead.build(forecast, backtest, shown, source, hide)
        spent = money.build(position, authority, hide)
        planned = plan.build(tried, source, hide)
        onward = (*spent.sections, *future.sections, *planned.sections, *spent.ahead)
        parts = sections(shown, main, quality_tables, onward)
        pictures = worker.submit(_pictures, parts)
        made = (main, spent.tables, future.tables, planned.tables, quality_tables)
        every = [table for given in made for table in given.values()]
        notes = [*_notes(shown, checked, hide), *spent.notes]
        cover = workbook.Cover(
            f"Children looked after on {long_date(summary.as_at)}: {authority}",
            summary.as_at,
            notes,
            made_up,
        )
        makers: dict[str, Callable[[Path], object]] = {
            "report.xlsx": lambda path: workbook.write_workbook(path, cover, every),
            "report.html": lambda path: path.write_text(
                page.html(
                    page.Page(
                        authority=authority,
                        as_at=summary.as_at,
                        audience=audience,
                        made_up=made_up,
                        sentences=sentences(
                            shown,
                            quality_tables,
                            (*spent.sentences, *future.sentences, *planned.sentences),
                        ),
                        sections=parts,
                        pictures=pictures.result(),
                        definitions=_definitions(forecast, position),
                        notes=notes,
                        limit=hide,
                    )
                ),
                encoding="utf-8",
            ),
        }
        return _all_or_nothing(out, makers)


def _limit(audience: Audience, limit: int | None) -> int:
    if audience == "internal":
        return 0
    return int(parameter("small_number_limit").value) if limit is None else limit


def _source(checked: Checked, authority: str) -> str:
    years = checked.returns.years
    if not years:
        return f"SSDA903 returns, {authority}"
    span = (
        year_name(years[0])
        if len(years) == 1
        else f"{year_name(years[0])} to {year_name(years[-1])}"
    )
    return f"SSDA903 returns {span}, {authority}"


def _tables(summary: Summary, shown: Summary, source: str) -> dict[str, ReportTable]:
    """The tables of what is shown, with a mark on each figure that is hidden."""
    made = tables.build(shown, source)
    if shown is summary:
        return made
    whole = tables.build(summary, source)
    return {key: mark_hidden(table, whole[key]) for key, table in made.items()}


def _pictures(parts: list[Section]) -> dict[str, str]:
    figures = [figure for part in parts for figure in part.figures if figure.chart]
    return {
        figure.table.key: render.accessible(render.svg(figure.chart), figure)
        for figure in figures
        if figure.chart
    }


def _definitions(forecast: Forecast | None, position: Position | None) -> list[tuple[str, str]]:
    """The definitions of the figures that a report shows."""
    left_out = (*(() if forecast else AHEAD), *(() if position else MONEY))
    return [
        (each.label, f"{each.formula[0].upper()}{each.formula[1:]}.")
        for each in MEASURES.values()
        if each not in left_out
    ]


def _notes(shown: Summary, checked: Checked, limit: int) -> list[str]:
    notes = [f"As at {long_date(shown.as_at)}.", *shown.notes]
    if limit > 0:
        notes.append(
            f"Counts from 1 to {limit} are hidden ({HIDDEN}), with others from which they could be "
            "worked out and the shares made from them. Nought is shown as nought. Totals of looked "
            "after children are shown as they are."
        )
    notes.append(f"{MISSING} stands where there is no figure.")
    if not checked.repaired:
        notes.append("The returns were not repaired: the figures are of the returns as they are.")
    return notes


def _all_or_nothing(out: Path, makers: Mapping[str, Callable[[Path], object]]) -> tuple[Path, ...]:
    """Write each file beside its place, and move all into place when all are whole."""
    new = not out.exists()
    beside = {name: out / f".{name}.{os.getpid()}" for name in makers}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, make in makers.items():
            make(beside[name])
        for name, path in beside.items():
            path.replace(out / name)
    except OSError as error:
        raise InputError(
            f"The report cannot be written ({error.strerror or 'the disk refused'})",
            where=str(out),
            remedy="Name a folder that can be written to, with room in it.",
        ) from error
    finally:
        for path in beside.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)
        if new:
            with suppress(OSError):
                out.rmdir()
    return tuple(out / name for name in sorted(makers))
