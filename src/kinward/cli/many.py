"""What commands that do many jobs share: progress as they go, and how they end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kinward.authorities import Progress, Summary, Tell
from kinward.cli import options
from kinward.errors import KinwardError
from kinward.words import counted


@contextmanager
def progress(title: str, *, scheduler: str | None, plans: bool = False) -> Iterator[Tell]:
    """What shows progress, once it has said that this machine is going to compile, if it is."""
    with _shown(title) as show:

        def tell(progress: Progress) -> None:
            if not progress.name and progress.done < progress.total and scheduler is None:
                options.tell_of_compiling(plans=plans)
            show(progress)

        yield tell


@contextmanager
def _shown(title: str) -> Iterator[Callable[[Progress], None]]:
    """A bar on a terminal, elsewhere a line a job. A failure has a line of its own in both."""
    if not sys.stderr.isatty():
        yield _line
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn(title, markup=False),
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


def refuse_none(summary: Summary[Any], what: str, where: Path, out: Path) -> None:
    """Raise, which is exit 2, where not one job could be done."""
    if not summary.rows:
        raise KinwardError(what, where=str(where), remedy=f"The reasons are above, and in {out}.")


def failures(summary: Summary[Any], one: str, many: str) -> str:
    """'2 plans failed: A, B.'; of the singular and the plural of what is done."""
    return f"{counted(len(summary.failed), one, many)} failed: {', '.join(summary.failed)}."


def leave(summary: Summary[Any]) -> None:
    """Exit 1 if a job failed."""
    if summary.failed:
        sys.exit(1)
