"""`make run`: the demonstration authority, the main job on it, and its report."""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Final

from kinward.errors import KinwardError

AUTHORITY: Final = "Demonstration authority"
_CHILDREN: Final = 550
_YEARS: Final = 8
_SEED: Final = 1
_UPLIFT_PCT: Final = 3.0


def main(folder: Path) -> None:
    """Make the authority if it is not there, run the main job, write the report, say where it is.

    Args:
        folder: where all of it goes; made if absent.
    """
    from kinward.forecast.compiled import kept
    from kinward.ledger.load import Files
    from kinward.pipeline import Ahead, Inputs, report
    from kinward.pipeline.spending import Spending

    data = folder / "authority"
    if not (data / "READ_ME.txt").exists():
        _make(data)
    print(f"Running the main job on {data / 'returns'}")  # noqa: T201
    began = perf_counter()
    inputs = Inputs(
        returns=(data / "returns",),
        population=data / "population.csv",
        teams=data / "teams.csv",
        totals=data / "totals.csv",
    )
    if not kept():
        print("Compiling the simulation, once after installing: about 30 seconds")  # noqa: T201
    ahead = Ahead(prices=data / "prices.csv", uplift_pct=_UPLIFT_PCT)
    names = ("placements", "budget", "service_types", "adjustments", "children")
    spending = Spending(Files(*(data / f"{name}.csv" for name in names)))
    written = report(
        inputs,
        folder / "report",
        audience="internal",
        name=AUTHORITY,
        ahead=ahead,
        spending=spending,
    )
    print(f"Done in {perf_counter() - began:.1f} s. Open in a browser, or in Excel:")  # noqa: T201
    for path in written:
        print(f"  {path}")  # noqa: T201
    print("The children in it are made up. Your own data: see 'Your own data' in README.md.")  # noqa: T201


def _make(data: Path) -> None:
    """READ_ME.txt is written last, so that a run cut short is made again."""
    from kinward.synthetic import synthesise

    print(f"Making up an authority in {data}")  # noqa: T201
    synthesise(data, children=_CHILDREN, years=_YEARS, seed=_SEED)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except KinwardError as error:
        print(f"kinward: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
