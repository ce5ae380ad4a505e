"""A snapshot's files set out in a folder, as the core takes them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from kinward.errors import KinwardError
from kinward.ledger.load import Files
from kinward.pipeline import Inputs
from kinward.pipeline.spending import Spending
from kinward_web import store
from kinward_web.intake.models import Snapshot, Version

if TYPE_CHECKING:
    from kinward.pipeline.kept import Kept


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
        if files is None:
            return None
        contracts, trajectory = self.paths.get("contracts"), self.paths.get("trajectory")
        return Spending(files, contracts=contracts, trajectory=trajectory)


@contextmanager
def set_out(versions: list[Version]) -> Iterator[Material]:
    """The files of versions in a folder that is removed afterwards."""
    with store.lending() as root:
        paths = {}
        for version in versions:
            folder = root / version.kind
            lent = store.lend(((each.name, each.sha256) for each in version.files.all()), folder)
            paths[version.kind] = folder if len(lent) != 1 or version.kind == "lait" else lent[0]
        yield Material(paths)


def kept_folder(number: int) -> Path:
    """Where the checked returns and the cohort of a snapshot are kept."""
    return Path(settings.DATA_DIR) / "snapshots" / str(number)


def kept_of(snapshot: Snapshot) -> Kept | None:
    """What was kept of a snapshot; None where nothing is, or another release kept it."""
    from kinward.pipeline.kept import load

    try:
        return load(kept_folder(snapshot.number))
    except KinwardError:
        return None
