"""One made-up authority with all that a paper can tell of."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders_board import AS_AT, write_programme
from kinward.ledger.load import Files
from kinward.pipeline import Ahead, Inputs
from kinward.pipeline.board import Asked, given_of
from kinward.pipeline.spending import Spending
from kinward.reports.papers.board.figures import Given

MEASURES = """measure,unit,better,target_low,target_high,period,value,rag,direction,owner
looked_after,,,,50,,,,,Head of Corporate Parenting
fostered_pct,,,70,,,,,,
"""


def asked(folder: Path, tmp: Path) -> tuple[Inputs, Asked]:
    """The files of a made-up authority, and all that can be asked of them."""
    (tmp / "measures.csv").write_text(MEASURES, encoding="utf-8")
    named = {n: folder / f"{n}.csv" for n in ("placements", "budget", "service_types",
                                              "adjustments", "children")}  # fmt: skip
    return (
        Inputs([folder / "returns"], AS_AT, teams=folder / "teams.csv",
               population=folder / "population.csv"),
        Asked(
            "board", ("exempt", "public"), "Exampleshire", meeting="Placements Board",
            ahead=Ahead(months=24, runs=100, prices=folder / "prices.csv"),
            spending=Spending(Files(**named), contracts=folder / "contracts.csv"),
            programme=(write_programme(tmp / "placements-strategy"),),
            measures=tmp / "measures.csv",
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def known(authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Given:
    inputs, wanted = asked(authority, tmp_path_factory.mktemp("programme"))
    return given_of(inputs, wanted, lambda _: None)
