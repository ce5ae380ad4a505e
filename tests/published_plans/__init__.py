"""The plans that councils published, as CSV: facts of committee papers.

Cambridgeshire: committee papers of 8 March 2016. Plymouth: project initiation document of September
2011. Brighton and Hove: best value review update of June 2003.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from kinward.programme.model import Programme
from kinward.programme.read.files import Defaults, ProgrammeRead, read_programme

FOLDER: Final = Path(__file__).parent
JANUARY_2016: Final = date(2016, 1, 31)
"""The day of Cambridgeshire's figures, and of the colours of its action plan."""
BUSINESS_PLAN: Final = (
    "Reduce the unit cost of placements",
    "Reduce the length of time children are in care",
)
"""What is in Cambridgeshire's business plan of 2016/17: 922k and 507k."""


def read(*names: str, year: int | None = None, reported_on: date | None = None) -> ProgrammeRead:
    """Some of the files as a programme."""
    paths = [FOLDER / f"{name}.csv" for name in names]
    return read_programme(paths, names[0], names[0], Defaults(year, reported_on))


def cambridgeshire(reported_on: date | None = JANUARY_2016) -> Programme:
    """Its action plan and savings plan; the target savings of actions are of 2016/17."""
    names = ("cambridgeshire_actions", "cambridgeshire_savings")
    return read(*names, year=2017, reported_on=reported_on).programme
