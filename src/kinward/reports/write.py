"""Writes the report: a page and a workbook, and what else is asked for; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Literal

from kinward.cohort.model import Summary
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.reference.parameters import parameter
from kinward.reports import ahead, download, files, money, page, plan, render, told, workbook
from kinward.reports.definitions import definitions
from kinward.reports.findings.standing_out import sentences
from kinward.reports.papers import pdf, word
from kinward.reports.papers.from_sections import from_page
from kinward.reports.position import Position
from kinward.reports.section import Figure, Section, Spec
from kinward.reports.sections import sections
from kinward.reports.table import ReportTable
from kinward.returns.model import Checked
from kinward.scenarios.results import Results

Audience = Literal["internal", "public"]
Also = Literal["docx", "pdf", "zip"]
Make = Callable[[Path], object]


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
    also: Collection[Also] = (),
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
        also: what is written too: `report.docx`, to edit; `report.pdf`, tagged; `report.zip`, with
            every table as CSV.

    Returns:
        The files written.

    Raises:
        InputError: the folder cannot be written to; nothing is then changed.
    """
    with render.start() as worker:
        hide = _limit(audience, limit)
        telling = told.begin(summary, checked, authority, hide)
        shown = telling.shown
        main = told.baseline_tables(telling)
        quality_tables = told.quality_tables(telling, details=audience == "internal")
        future = ahead.build(forecast, backtest, shown, telling.source, hide)
        spent = money.build(position, authority, hide, shown)
        planned = plan.build(tried, telling.source, hide)
        onward = (*spent.sections, *future.sections, *planned.sections, *spent.ahead)
        parts = sections(shown, main, quality_tables, onward)
        pictures = worker.submit(_pictures, parts)
        made = (main, spent.tables, future.tables, planned.tables, quality_tables)
        every = [table for given in made for table in given.values()]
        shell = page.Page(
            authority=authority,
            as_at=summary.as_at,
            audience=audience,
            made_up=made_up,
            sentences=sentences(
                shown, quality_tables, (*spent.sentences, *future.sentences, *planned.sentences)
            ),
            sections=parts,
            pictures={},
            definitions=definitions(every, ahead=forecast is not None, money=position is not None),
            notes=told.notes(telling, spent.notes),
        )
        return files.all_or_nothing(out, _makers(shell, every, pictures, also))


def _makers(
    shell: page.Page,
    tables: Sequence[ReportTable],
    pictures: Future[dict[str, str]],
    also: Collection[Also],
) -> dict[str, Make]:
    """What writes each file, by its name."""
    title = f"{shell.title}: {shell.authority}"
    cover = workbook.Cover(title, shell.as_at, shell.notes, shell.made_up)
    makers: dict[str, Make] = {
        "report.xlsx": lambda path: workbook.write_workbook(path, cover, tables),
        "report.html": lambda path: path.write_text(_html(shell, pictures), encoding="utf-8"),
    }
    if "zip" in also:
        makers["report.zip"] = lambda path: download.write_csvs(path, tables)
    if "docx" in also:
        makers["report.docx"] = lambda path: word.write(path, from_page(shell), pictures.result())
    if "pdf" in also:
        makers["report.pdf"] = lambda path: pdf.write(path, from_page(shell), pictures.result())
    return makers


def _html(shell: page.Page, pictures: Future[dict[str, str]]) -> str:
    described = {
        figure.table.key: render.accessible(pictures.result()[figure.table.key], figure)
        for figure, _ in _charted(shell.sections)
    }
    return page.html(replace(shell, pictures=described))


def _limit(audience: Audience, limit: int | None) -> int:
    if audience == "internal":
        return 0
    return int(parameter("small_number_limit").value) if limit is None else limit


def _pictures(parts: Sequence[Section]) -> dict[str, str]:
    return {figure.table.key: render.svg(chart) for figure, chart in _charted(parts)}


def _charted(parts: Sequence[Section]) -> Iterator[tuple[Figure, Spec]]:
    for part in parts:
        for figure in part.figures:
            if figure.chart is not None:
                yield figure, figure.chart
