"""The forecast of every authority in a folder: progress as it goes, a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kinward.authorities import Progress, Summary, forecast_each
from kinward.authorities.summary import document
from kinward.cli import options, output
from kinward.errors import KinwardError
from kinward.pipeline import Ahead, Inputs
from kinward.words import counted


def forecast(
    folder: Path,
    out: Path,
    inputs: Inputs,
    ahead: Ahead,
    *,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Forecast each authority of a folder; exit 1 if one failed, 2 if none could be done."""
    with _progress() as show:

        def tell(progress: Progress) -> None:
            if not progress.name and progress.done < progress.total and scheduler is None:
                options.tell_of_compiling()
            show(progress)

        summary = forecast_each(folder, out, inputs, ahead, scheduler=scheduler, tell=tell)
    if not summary.rows:
        raise KinwardError(
            "Not one authority could be forecast",
            where=str(folder),
            remedy=f"The reasons are above, and in {out}.",
        )
    if as_json:
        output.print_json(document(summary))
    else:
        _print(summary, out)
    if summary.failed:
        sys.exit(1)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """What shows progress: a bar on a terminal, elsewhere a line for each authority.

    A failure has a line of its own in both.
    """
    if not sys.stderr.isatty():
        yield _line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("Forecasting", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("", total=None)

        def tell(progress: Progress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)
            if progress.error is not None:
                bar.console.print(_failure(progress), markup=False, highlight=False)

        yield tell


def _line(progress: Progress) -> None:
    if progress.error is not None:
        click.echo(_failure(progress), err=True)
    elif progress.name:
        click.echo(f"{progress.name}: {progress.done} of {progress.total} done", err=True)
    elif progress.done:
        click.echo(f"{progress.done} of {progress.total} are there already", err=True)


def _failure(progress: Progress) -> str:
    return f"kinward: {progress.name}: {progress.error}"


def _print(summary: Summary, out: Path) -> None:
    ends = sorted({each.month_end for each in summary.rows})
    output.table(
        "Children looked after",
        ("Authority", "As at", "Today", "Month end", "Mean", "Low 80%", "High 80%"),
        (_cells(row) for row in summary.rows),
        "80 in 100 futures lie between low and high at the month end.",
    )
    if len(ends) > 1:
        output.line("The month ends differ, as the last returns do: --as-at sets one date for all.")
    if summary.failed:
        failed = counted(len(summary.failed), "authority", "authorities")
        output.line(f"{failed} failed: {', '.join(summary.failed)}.")
    output.line(f"Every figure, and this table as summary.csv, is in {out}.")


def _cells(row: Any) -> tuple[object, ...]:
    return (
        row.authority,
        row.as_at,
        row.today,
        row.month_end,
        row.mean,
        round(row.low_80),
        round(row.high_80),
    )
