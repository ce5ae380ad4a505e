"""What was kept of a snapshot's children, taken up once in a process."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import polars as pl

from kinward.cohort.listed import teams_of_children
from kinward.errors import KinwardError
from kinward.pipeline.kept import Kept, load
from kinward_web.intake.material import kept_folder

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

_SNAPSHOTS: Final = 2
"""How many are held at once: the live one, and one while another takes its place."""


def ground(snapshot: Snapshot) -> Kept | None:
    """The cohort, the checked returns, population and teams that a snapshot rests on.

    None where they are not kept, or were kept by another release: the figures that are stored can
    still be shown, others cannot be worked out.
    """
    try:
        return loaded(*stamp(snapshot))
    except (FileNotFoundError, KinwardError):
        return None


def stamp(snapshot: Snapshot) -> tuple[Path, int]:
    """What says that the kept files are the same: their folder, and when they were written.

    Raises:
        FileNotFoundError: nothing is kept.
    """
    folder = kept_folder(snapshot.number)
    return folder, (folder / "kept.json").stat().st_mtime_ns


def teams_now(snapshot: Snapshot) -> pl.Series | None:
    """The team that each child of the cohort belongs to on the day of the figures, or, where none
    has the child then, the last that had; None where nobody knows the teams."""
    try:
        return _teams_now(*stamp(snapshot))
    except (FileNotFoundError, KinwardError):
        return None


@lru_cache(_SNAPSHOTS)
def loaded(folder: Path, written: int) -> Kept:
    """What is kept in a folder: `written` is when, so that another is not taken for it."""
    return load(folder)


@lru_cache(_SNAPSHOTS)
def _teams_now(folder: Path, written: int) -> pl.Series | None:
    kept = loaded(folder, written)
    return None if kept.teams is None else teams_of_children(kept.cohort, kept.teams, kept.as_at)
