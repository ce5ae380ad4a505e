"""A made-up authority on disk: returns of several years, and the same children's money files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl

from kinward import dates
from kinward.errors import ArgumentError
from kinward.synthetic import budget, commitments, context, contracts, money, returns
from kinward.synthetic.differences import plant as differences
from kinward.synthetic.errors import plant
from kinward.synthetic.errors.book import PLANTED_SCHEMA
from kinward.synthetic.history import Life
from kinward.synthetic.lives import lives
from kinward.synthetic.market import Market
from kinward.synthetic.read_me import Faults, read_me

FIRST_YEAR, LAST_YEAR = 2010, 2030
"""Return years that can be made up: the oldest and the newest."""

_BESIDE: Final = (
    "placements", "service_types", "budget", "adjustments", "children", "prices", "population",
    "teams", "totals", "contracts", "planted_differences",
)  # fmt: skip
_NAMES: Final = {
    "PlacedAdoption": "placed_adoption",
    "PrevPerm": "prev_perm",
    "SWEpisodes": "sw_episodes",
}


@dataclass(frozen=True)
class Synthesised:
    """What was written.

    Attributes:
        out: the folder.
        returns: the folder of the returns, one folder a return year.
        placements, service_types, budget, adjustments, children, prices, population, teams, totals,
        contracts: the files beside the returns, by the names of their formats.
        planted_differences: the list of what sets the ledger apart from the returns.
        planted: the list of planted errors (None where none were asked for).
        read_me: what the files are.
        years: the return years (named by their ends).
        children_listed: children in the returns, care leavers included.
        episodes: rows of the Episodes tables, over all years.
        errors_planted: how many errors were planted.
    """

    out: Path
    returns: Path
    placements: Path
    service_types: Path
    budget: Path
    adjustments: Path
    children: Path
    prices: Path
    population: Path
    teams: Path
    totals: Path
    contracts: Path
    planted_differences: Path
    planted: Path | None
    read_me: Path
    years: tuple[int, ...]
    children_listed: int
    episodes: int
    errors_planted: int

    @property
    def paths(self) -> tuple[Path, ...]:
        """Everything that was written: the folder of the returns, then the files beside it."""
        planted = (self.planted,) if self.planted else ()
        beside = (self.out / f"{name}.csv" for name in _BESIDE)
        return (self.returns, *beside, *planted, self.read_me)


def synthesise(
    out: Path,
    *,
    children: int = 550,
    years: int = 8,
    seed: int = 1,
    errors: float = 0.0,
    last_year: int = 2026,
) -> Synthesised:
    """Writes the returns, finance files and context of an authority that does not exist.

    Args:
        out: a folder that is empty or not there yet. It appears only when all is written.
        children: looked after children at a time, on average.
        years: return years.
        seed: whole number; the same seed gives the same files to the byte.
        errors: labelled errors to plant, as a share of the episode rows (0.05 is 5%); at most one
            a child, so that there may be fewer in the end.
        last_year: the last return year, named by its end.

    Raises:
        ArgumentError: an argument is out of its range, or `out` holds something or cannot be
            written.
    """
    _check(out, children, years, errors, last_year)
    span = range(last_year - years + 1, last_year + 1)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".kinward-", dir=out.parent) as folder:
            part = Path(folder) / "made"
            counts = _write(part, children, span, seed, errors)
            if out.exists():
                out.rmdir()
            part.rename(out)
    except OSError as error:
        raise ArgumentError(
            f"the files cannot be written ({error.strerror or 'the disk refused'})",
            where=str(out),
            remedy="Name a folder that can be made here, with room in it.",
        ) from error
    return _described(out, span, counts, bool(errors))


def _check(out: Path, children: int, years: int, errors: float, last_year: int) -> None:
    if not 1 <= children <= 20_000:
        raise ArgumentError("the number of children must be from 1 to 20,000", where="--children")
    if years < 1:
        raise ArgumentError("there must be at least one year", where="--years")
    if not 0 <= errors <= 0.5:
        raise ArgumentError("the share of errors must be from 0 to 0.5", where="--errors")
    if not (last_year - years + 1 >= FIRST_YEAR and last_year <= LAST_YEAR):
        span = f"{dates.year_name(FIRST_YEAR)} to {dates.year_name(LAST_YEAR)}"
        what = f"the returns must be of years from {span}"
        raise ArgumentError(what, where="--years")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        what = "there is something here already"
        raise ArgumentError(what, where=str(out), remedy="Choose a new or empty folder.")


def _write(
    part: Path, children: int, span: range, seed: int, errors: float
) -> tuple[int, int, int]:
    """Writes every file, and counts the children, the episode rows and the errors planted."""
    market = Market(seed)
    people = lives(seed, children, market, dates.year_start(span[0]), dates.year_end(span[-1]))
    every = returns.episodes(people)
    frames = returns.frames(people, every, span)
    paths = {key: f"{_folder(key[1])}/made_up_{_file_name(key[0])}.csv" for key in frames}
    planted = pl.DataFrame(schema=PLANTED_SCHEMA)
    if errors:
        frames, planted = plant.plant(frames, paths, errors, seed)
    for key, frame in frames.items():
        if not frame.is_empty():
            _save(frame, part / "returns" / paths[key])
    last = ("Episodes", span[-1])
    beside = _ledger(people, span, seed, children, (frames[last], f"returns/{paths[last]}"))
    published, wrong, missed = context.totals(people, span, seed)
    beside |= {
        "population": context.population(children, span, seed),
        "teams": context.teams(people, span),
        "totals": published,
    }
    differ = len(beside["planted_differences"])
    if errors:
        beside["planted_errors"] = planted
    for name, frame in beside.items():
        _save(frame, part / f"{name}.csv")
    faults = Faults(wrong, missed, differ, len(planted) if errors else None)
    (part / "READ_ME.txt").write_text(read_me(children, span, seed, faults), "utf-8")
    episodes = sum(len(frame) for (table, _), frame in frames.items() if table == "Episodes")
    return len(people), episodes, len(planted)


def _ledger(
    people: list[Life], span: range, seed: int, children: int, episodes: tuple[pl.DataFrame, str]
) -> dict[str, pl.DataFrame]:
    """The files of the finance system, by name.

    Args:
        episodes: the Episodes table of the last return as it is written, and its file.
    """
    prices = money.Prices(seed)
    records = commitments.records(people, span)
    budgeted = budget.budget(commitments.placements(records, prices, span), span[-1], seed)
    bought = contracts.contracts(records, span, seed)
    scene, planted = differences.plant(records, people, span, seed, children)
    return {
        "placements": commitments.placements(scene.records, prices, span),
        "service_types": budget.service_types(),
        "budget": budgeted,
        "adjustments": budget.adjustments(budgeted),
        "children": context.identifiers([*(life.number for life in people), *scene.listed]),
        "prices": budget.prices_by_april(prices, span),
        "contracts": bought,
        "planted_differences": differences.listing(planted, scene, *episodes),
    }


def _described(out: Path, span: range, counts: tuple[int, int, int], errors: bool) -> Synthesised:
    """The result, by where the files will lie."""
    children, episodes, planted = counts
    beside = {name: out / f"{name}.csv" for name in _BESIDE}
    return Synthesised(
        out=out,
        returns=out / "returns",
        **beside,
        planted=out / "planted_errors.csv" if errors else None,
        read_me=out / "READ_ME.txt",
        years=tuple(span),
        children_listed=children,
        episodes=episodes,
        errors_planted=planted,
    )


def _folder(year: int) -> str:
    return dates.year_name(year).replace("/", "-")


def _file_name(table: str) -> str:
    return _NAMES.get(table, table.lower())


def _save(frame: pl.DataFrame, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    blank = pl.col(pl.String).replace("", None)  # else a blank is written as two quotation marks
    frame.with_columns(blank).write_csv(path, date_format="%Y-%m-%d")
