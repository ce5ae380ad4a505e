"""Reading a share of a plan from a file of a preventive service's cases or counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kinward.edge_of_care.cases import POINTS, Cases
from kinward.edge_of_care.shown import Shown, read_evidence, shown_of_counts
from kinward.edge_of_care.success import delayed_of_cases, shown_of_cases
from kinward.errors import KinwardError
from kinward.scenarios.plan.fields import Fields
from kinward.scenarios.plan.uncertain import NONE, Share


def of_file(parts: Fields, *, later: bool) -> Share:
    """The cases that a file shows: `{ file, service, as_at, point }`.

    `as_at` is needed for a file of cases, and is of no use for one of counts.

    Args:
        parts: the table.
        later: whether the share is of successes who came into care after all.
    """
    file, service = parts.text("file", required=True), parts.text("service", required=True)
    as_at = parts.day("as_at")
    point = parts.word("point", tuple(POINTS), "12_months" if later else "closure")
    path = _beside(parts, file) if file and service else None
    if path is None:
        return NONE
    try:
        shown = _shown(parts, path, service, as_at, point, later=later)
    except KinwardError as error:
        place = f" ({error.where})" if error.where else ""
        parts.wrong(f"{error.what}{place}", error.remedy, "file")
        return NONE
    if shown is None:
        return NONE
    if not shown.of:
        parts.wrong(
            f"No case of {service} has an answer yet", "Give a mean and a weight.", "service"
        )
        return NONE
    return Share(successes=shown.successes, of=shown.of)


def _beside(parts: Fields, file: str) -> Path | None:
    """The file in the plan's folder; None where the plan may not name it."""
    if parts.folder is None:
        parts.wrong(
            "The plan names a file of cases, and is not read from a folder",
            "Give successes and of: `kinward edge-of-care` tells them.",
            "file",
        )
        return None
    if Path(file).is_absolute() or ".." in Path(file).parts:
        parts.wrong(
            "The file is not beside the plan", "Put it in the plan's folder, or one in it.", "file"
        )
        return None
    return parts.folder / file


def _shown(
    parts: Fields, path: Path, service: str, as_at: date | None, point: str, *, later: bool
) -> Shown | None:
    found = read_evidence(path)
    if isinstance(found, Cases):
        if as_at is None:
            parts.wrong("A file of cases needs as_at", "Give the day up to which cases count.")
            return None
        of = delayed_of_cases if later else shown_of_cases
        return of(found, as_at, service, point)
    if later or as_at is not None or "point" in parts:
        parts.wrong(
            f"{path.name} has counts at closure, and tells nothing of a day",
            "Leave as_at and point out, or give a file of cases.",
        )
        return None
    return shown_of_counts(found, service)
