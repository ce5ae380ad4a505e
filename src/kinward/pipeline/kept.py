"""A baseline kept in a folder, to be taken up again in a moment.

Reading and stitching ten years of returns takes a second; taking up what came of it takes some
milliseconds, so that figures of another day or of some of the children can be made on the spot.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import polars as pl

from kinward.cohort.model import Cohort
from kinward.errors import InputError
from kinward.pipeline.children import Baseline
from kinward.reference.lait import Lait
from kinward.returns.model import Checked, Returns, SourceFile

_FORMAT: Final = 2
_COHORT: Final = ("children", "episodes", "placements", "periods", "reviews", "missing")


@dataclass(frozen=True)
class Kept:
    """What was kept of a baseline.

    Attributes:
        as_at: the date of the baseline.
        checked: the checked returns; of the tables as they were read, only their schemas are left.
        population: year, age, population, where it was given.
        teams: who worked with which child when, where it was given.
        totals: published totals, where they were given.
        lait: what there is in LAIT to compare the authority with, where it was given.
    """

    as_at: date
    cohort: Cohort
    checked: Checked
    population: pl.DataFrame | None
    teams: pl.DataFrame | None
    totals: pl.DataFrame | None
    lait: Lait | None


def keep(baseline: Baseline, folder: Path) -> None:
    """Keep a baseline in a folder that is not there yet: all of it or nothing."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        frames = _frames(baseline)
        for name, frame in frames.items():
            frame.write_ipc(beside / f"{name}.arrow")
        told = {**_told(baseline), "frames": list(frames)}
        (beside / "kept.json").write_text(json.dumps(told), encoding="utf-8")
        beside.replace(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def load(folder: Path) -> Kept:
    """Take up what `keep` kept.

    Raises:
        InputError: the folder holds nothing that this version of Kinward kept.
    """
    told = _read_told(folder)
    try:
        return _taken_up(told, _read_frames(folder, told["frames"]))
    except (LookupError, TypeError, ValueError) as error:
        raise _nothing(folder) from error


def _taken_up(told: dict[str, Any], frames: dict[str, pl.DataFrame]) -> Kept:
    tables = {name[6:]: frame for name, frame in frames.items() if name.startswith("table-")}
    returns = Returns(
        files=tuple(SourceFile(**each) for each in told["files"]),
        tables={name: frame.clear() for name, frame in tables.items()}
        | {"Episodes": frames["years"]},
        columns={name: frozenset(names) for name, names in told["columns"].items()},
        unparsed=frames["unparsed"],
        findings=frames["reading"],
    )
    return Kept(
        as_at=date.fromisoformat(told["as_at"]),
        cohort=Cohort(
            **{name: frames[f"cohort-{name}"] for name in _COHORT},
            observed_from=date.fromisoformat(told["observed_from"]),
            observed_to=date.fromisoformat(told["observed_to"]),
        ),
        checked=Checked(returns, frames["findings"], tables, frames["repairs"], told["repaired"]),
        population=frames.get("population"),
        teams=frames.get("teams"),
        totals=frames.get("totals"),
        lait=_lait(told["lait"], frames),
    )


def _lait(told: dict[str, Any] | None, frames: dict[str, pl.DataFrame]) -> Lait | None:
    if told is None:
        return None
    return Lait(
        figures=frames["lait-figures"],
        neighbours=frames["lait-neighbours"],
        last_year=told["last_year"],
        neighbours_month=date.fromisoformat(told["neighbours_month"]),
        files=tuple(told["files"]),
    )


def _frames(baseline: Baseline) -> dict[str, pl.DataFrame]:
    checked, cohort = baseline.checked, baseline.cohort
    official = baseline.lait
    optional = {
        "population": baseline.population,
        "teams": baseline.teams,
        "totals": baseline.totals,
        "lait-figures": official.figures if official else None,
        "lait-neighbours": official.neighbours if official else None,
    }
    return {
        **{f"cohort-{name}": getattr(cohort, name) for name in _COHORT},
        **{f"table-{name}": frame for name, frame in checked.tables.items()},
        # `Returns.years` is all that is asked of the rows as they were read.
        "years": checked.returns.tables["Episodes"].select("year").unique(maintain_order=True),
        "unparsed": checked.returns.unparsed,
        "reading": checked.returns.findings,
        "findings": checked.findings,
        "repairs": checked.repairs,
        **{name: frame for name, frame in optional.items() if frame is not None},
    }


def _told(baseline: Baseline) -> dict[str, Any]:
    checked, cohort, official = baseline.checked, baseline.cohort, baseline.lait
    return {
        "format": _FORMAT,
        "lait": official
        and {
            "last_year": official.last_year,
            "neighbours_month": official.neighbours_month.isoformat(),
            "files": list(official.files),
        },
        "as_at": baseline.summary.as_at.isoformat(),
        "observed_from": cohort.observed_from.isoformat(),
        "observed_to": cohort.observed_to.isoformat(),
        "repaired": checked.repaired,
        "files": [vars(each) for each in checked.returns.files],
        "columns": {name: sorted(names) for name, names in checked.returns.columns.items()},
    }


def _read_told(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / "kept.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _nothing(folder) from error
    if told.get("format") != _FORMAT:
        raise _nothing(folder)
    return told


def _read_frames(folder: Path, names: list[str]) -> dict[str, pl.DataFrame]:
    try:
        return {name: pl.read_ipc(folder / f"{name}.arrow") for name in names}
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _nothing(folder) from error


def _nothing(folder: Path) -> InputError:
    return InputError(
        "This folder holds no baseline that this version of Kinward kept",
        where=folder.name,
        remedy="Work out the figures again.",
    )
