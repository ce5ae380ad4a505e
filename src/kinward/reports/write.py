"""Writes the report: one HTML page and one workbook, both or neither."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from kinward.cohort.model import Summary
from kinward.errors import InputError
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.measures import MEASURES
from kinward.measures.ahead import AHEAD
from kinward.measures.money import MONEY
from kinward.reference.parameters import parameter
from kinward.reports import ahead, money, page, plan, render, told, word, workbook
from kinward.reports.findings.standing_out import sentences
from kinward.reports.position import Position
from kinward.reports.section import Section
from kinward.reports.sections import sections
from kinward.reports.table import long_date
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
    editable: bool = False,
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
        editable: whether `report.docx` is written too.

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
        spent = money.build(position, authority, hide)
        planned = plan.build(tried, telling.source, hide)
        onward = (*spent.sections, *future.sections, *planned.sections, *spent.ahead)
        parts = sections(shown, main, quality_tables, onward)
        pictures = worker.submit(_pictures, parts)
        made = (main, spent.tables, future.tables, planned.tables, quality_tables)
        every = [table for given in made for table in given.values()]
        notes = told.notes(telling, spent.notes)
        cover = workbook.Cover(
            f"Children looked after on {long_date(summary.as_at)}: {authority}",
            summary.as_at,
            notes,
            made_up,
        )
        said = sentences(
            shown, quality_tables, (*spent.sentences, *future.sentences, *planned.sentences)
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
                        sentences=said,
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
        if editable:
            paper = word.Paper(cover.title, summary.as_at, said, notes, made_up)
            bitmaps = worker.submit(_bitmaps, parts)
            makers["report.docx"] = lambda path: word.write_word(
                path, paper, parts, bitmaps.result()
            )
        return _all_or_nothing(out, makers)


def _limit(audience: Audience, limit: int | None) -> int:
    if audience == "internal":
        return 0
    return int(parameter("small_number_limit").value) if limit is None else limit


def _pictures(parts: list[Section]) -> dict[str, str]:
    figures = [figure for part in parts for figure in part.figures if figure.chart]
    return {
        figure.table.key: render.accessible(render.svg(figure.chart), figure)
        for figure in figures
        if figure.chart
    }


def _bitmaps(parts: list[Section]) -> dict[str, bytes]:
    figures = [figure for part in parts for figure in part.figures]
    return {figure.table.key: render.png(figure.chart) for figure in figures if figure.chart}


def _definitions(forecast: Forecast | None, position: Position | None) -> list[tuple[str, str]]:
    """The definitions of the figures that a report shows."""
    left_out = (*(() if forecast else AHEAD), *(() if position else MONEY))
    return [
        (each.label, f"{each.formula[0].upper()}{each.formula[1:]}.")
        for each in MEASURES.values()
        if each not in left_out
    ]


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
