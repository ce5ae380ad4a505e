"""A snapshot's files set out in a folder, as the core takes them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from kinward.cohort.model import Cohort
from kinward.errors import KinwardError
from kinward.ledger.load import Files
from kinward.pipeline import Inputs
from kinward.pipeline.spending import Spending
from kinward_web import store
from kinward_web.intake.models import Snapshot, Version


@dataclass(frozen=True)
class Material:
    """The files of some versions, while they stand in a folder.

    Attributes:
        paths: by kind, the file, or the folder of a kind that is several files.
    """

    paths: dict[str, Path]

    def inputs(self, as_at: date | None = None) -> Inputs:
        """What the baseline and the forecast take."""
        return Inputs(
            returns=(self.paths["returns"],),
            as_at=as_at,
            population=self.paths.get("population"),
            teams=self.paths.get("teams"),
            totals=self.paths.get("totals"),
            lait=self.paths.get("lait"),
            authority=settings.AUTHORITY,
        )

    def ledger(self) -> Files | None:
        """The files of the ledger, where there are placements."""
        if "placements" not in self.paths:
            return None
        names = ("placements", "budget", "service_types", "adjustments", "children")
        return Files(**{name: self.paths[name] for name in names if name in self.paths})

    def spending(self) -> Spending | None:
        """What the report of the money takes, where there are placements."""
        files = self.ledger()
        return Spending(files, contracts=self.paths.get("contracts")) if files else None


@contextmanager
def set_out(versions: list[Version]) -> Iterator[Material]:
    """The files of versions in a folder that is removed afterwards."""
    root = Path(settings.DATA_DIR) / "lent"
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=root) as name:
        paths = {}
        for version in versions:
            folder = Path(name) / version.kind
            lent = store.lend(((each.name, each.sha256) for each in version.files.all()), folder)
            paths[version.kind] = folder if len(lent) != 1 or version.kind == "lait" else lent[0]
        yield Material(paths)


def kept_folder(number: int) -> Path:
    """Where the checked returns and the cohort of a snapshot are kept."""
    return Path(settings.DATA_DIR) / "snapshots" / str(number)


def kept_cohort(snapshot: Snapshot) -> Cohort | None:
    """The cohort of a snapshot; None where it is not kept, or was kept by another release."""
    from kinward.pipeline.kept import load

    try:
        return load(kept_folder(snapshot.number)).cohort
    except (KinwardError, LookupError, OSError):
        return None
