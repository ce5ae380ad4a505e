"""The return year of each file.

What decides, in this order:

1. The dates of its own episodes. An episode that has ended is reported in the year of its DEC, and
   in no other, so each DEC is a vote. Ten votes of which two thirds agree settle it, whatever the
   name says; that leaves room for wrong dates.
2. A year in its name, or in the name of a folder it lies in, the innermost first. `2017-18`,
   `2017/18` and `201718` say what they mean. A single `2017` may be the year that starts or the one
   that ends: the files that share it vote with their dates. Where they have none, the custom of the
   other names is followed, if that gives a year among or next to those of the others. A name that
   the returns of several years share (`export 2026`) says nothing.
3. For Episodes: three votes that agree, or fewer among the years found so far; then, for open
   episodes of long ago, the year in which just these episodes are missing, for an episode is in the
   return of every year from its start to its end.
4. For the other tables: the one year of the Episodes in the same folder, workbook or archive, then
   in the one around it; then their own dates; then, for some, the year in which just these children
   are missing from this table.
5. The latest year with a fair share of votes (one extract of all years is taken as the return of
   its latest year), or of starts where no episode has ended; else the only year of all the files.

Where nothing tells, the year is None.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import polars as pl

from kinward.dates import return_year_of
from kinward.returns.missing_years import years_of_children, years_of_episodes
from kinward.returns.year_names import Named, years_in

ENOUGH: Final = 10
"""Votes from which dates settle the year against any name."""
FEW: Final = 3
"""Votes from which dates need no other file to bear them out, where no name tells the year."""
AGREED: Final = 2 / 3
"""The share of the votes that must agree."""
FAIR_SHARE: Final = 0.3
"""The votes that a year needs to be the latest of a file, as a share of the year with most."""
SEVERAL: Final = 3
"""So many years with a fair share make a file one extract of several years."""

_VOTING: Final = {
    "Episodes": ("DEC",),
    "Reviews": ("REVIEW",),
    "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DEC",),
    "DoLo": ("DOLO_START", "DOLO_END"),
    "PlacedAdoption": ("DATE_PLACED",),
}
"""The dates of each table that lie in its return year, or mostly do."""


_BY_CHILDREN: Final = ("Header", "UASC", "AD1", "PrevPerm")
"""Tables whose children have episodes in the same return. Those of OC2 have them in the returns
around it as well, and those of OC3 in none, so that neither tells its year."""

_NO_DATE: Final = -1

Votes = Counter[int]


@dataclass(frozen=True)
class Told:
    """The year of each file, and the files that hold the episodes of several years."""

    years: list[int | None]
    several: frozenset[int]


@dataclass
class _Files:
    """What is known so far. Files are positions; only files that hold a table are in `tables`."""

    names: list[tuple[str, ...]]
    tables: dict[int, str]
    frames: Mapping[str, pl.DataFrame]
    named: dict[int, tuple[Named, ...]]
    years: dict[int, int] = field(default_factory=dict)
    counted: dict[str, dict[int, Votes]] = field(default_factory=dict)

    def votes(self, file: int) -> Votes:
        """How many of a file's dates lie in each return year."""
        table = self.tables[file]
        if table not in self.counted:
            self.counted[table] = _votes(self.frames[table], _VOTING.get(table, ()))
        return self.counted[table][file]

    def of(self, table: str) -> list[int]:
        return [file for file, own in self.tables.items() if own == table]

    def undecided(self) -> list[int]:
        return [file for file in self.tables if file not in self.years]


def assign(
    files: Sequence[tuple[tuple[str, ...], str | None]], tables: Mapping[str, pl.DataFrame]
) -> Told:
    """The return year of each file.

    Args:
        files: the folders each lies in and its own name, outermost first; and its table, or None.
        tables: the typed tables, with `file` (a position in `files`).
    """
    names = [names for names, _ in files]
    known = _Files(
        names,
        {position: table for position, (_, table) in enumerate(files) if table},
        tables,
        {position: years_in(names) for position, names in enumerate(names)},
    )
    _by_own_dates(known)
    _by_names(known)
    _by_few_dates(known)
    _by_missing_episodes(known, tables["Episodes"])
    _by_latest(known, known.of("Episodes"))
    _by_folder(known)
    if any(file not in known.years for file in known.of("Episodes")):
        _by_starts(known)
        _by_folder(known)
    _by_latest(known, known.undecided())
    _by_missing_children(known, tables)
    _by_only_year(known)
    several = [file for file in known.of("Episodes") if _spread(known.votes(file)) >= SEVERAL]
    return Told([known.years.get(file) for file in range(len(files))], frozenset(several))


def _votes(table: pl.DataFrame, columns: Sequence[str]) -> dict[int, Votes]:
    """For each file of a table, how many of the dates in some columns lie in each return year."""
    votes: dict[int, Votes] = defaultdict(Counter)
    for column in columns:
        counted = (
            table.lazy()
            .filter(pl.col(column).is_not_null())
            .group_by("file", year=return_year_of(pl.col(column)))
            .len()
            .collect()
        )
        for file, year, count in counted.iter_rows():
            votes[file][year] += count
    return votes


def _agreed(votes: Votes, enough: int) -> int | None:
    """The year for which two thirds of the votes are, of at least `enough`."""
    if votes.total() < enough:
        return None
    ((year, count),) = votes.most_common(1)
    return year if count >= AGREED * votes.total() else None


def _fair(votes: Votes) -> list[int]:
    """The years with a fair share of the votes."""
    most = max(votes.values(), default=0)
    return [year for year, count in votes.items() if count >= FAIR_SHARE * most]


def _spread(votes: Votes) -> int:
    return len(_fair(votes)) if votes.total() >= ENOUGH * SEVERAL else 0


def _is_near(year: int, found: Collection[int]) -> bool:
    """Whether a year is among those found so far, or next to them."""
    return not found or min(found) - 1 <= year <= max(found) + 1


def _by_own_dates(known: _Files) -> None:
    for file in known.of("Episodes"):
        year = _agreed(known.votes(file), ENOUGH)
        if year:
            known.years[file] = year


def _by_names(known: _Files) -> None:
    sharing: dict[Named, list[int]] = defaultdict(list)
    for file in known.tables:
        for named in set(known.named[file]):
            sharing[named].append(file)
    meant = {named: _meant(named, files, known) for named, files in sharing.items()}
    custom = Counter(
        year - named.number
        for named, year in meant.items()
        if year and not named.pair and year - named.number in {0, 1}
    )
    later = custom.most_common(1)[0][0] if custom else 0
    found = {*known.years.values(), *(year for year in meant.values() if year and year > 0)}
    for file in known.undecided():
        told = [meant[named] for named in known.named[file]]
        dated = [year for year in told if year and year > 0]
        bare = [named.number + later for named in known.named[file] if meant[named] == _NO_DATE]
        plausible = dated or [year for year in bare if _is_near(year, found)]
        if plausible:
            known.years[file] = plausible[0]


def _meant(named: Named, files: Sequence[int], known: _Files) -> int | None:
    """The year that a name means: None where several share it, `_NO_DATE` where no date tells."""
    settled = {known.years[file] for file in files if file in known.years}
    if settled:
        return settled.pop() if len(settled) == 1 else None
    episodes = [file for file in files if known.tables[file] == "Episodes"]
    votes = sum((known.votes(file) for file in episodes or files), Votes())
    if named.pair:
        return _agreed(votes, ENOUGH) or named.number
    if not votes:
        return _NO_DATE
    return _agreed(votes, 1)


def _by_few_dates(known: _Files) -> None:
    files = [file for file in known.of("Episodes") if file not in known.years]
    for file in files:
        year = _agreed(known.votes(file), FEW)
        if year:
            known.years[file] = year
    found = set(known.years.values())
    for file in files:
        year = _agreed(known.votes(file), 1)
        if year and _is_near(year, found):
            known.years.setdefault(file, year)


def _by_missing_episodes(known: _Files, episodes: pl.DataFrame) -> None:
    open_only = [file for file in known.of("Episodes") if file not in known.years]
    open_only = [file for file in open_only if len(_fair(known.votes(file))) < SEVERAL]
    if open_only and known.years:
        known.years.update(years_of_episodes(open_only, known.years, episodes))


def _by_folder(known: _Files) -> None:
    """The year of the nearest folder (or workbook, or archive) whose Episodes are of one year."""
    within: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for file in known.of("Episodes"):
        if file in known.years:
            for depth in range(len(known.names[file])):
                within[known.names[file][:depth]].add(known.years[file])
    for file in known.undecided():
        for depth in range(len(known.names[file]) - 1, -1, -1):
            years = within.get(known.names[file][:depth])
            if years:
                if len(years) == 1:
                    known.years[file] = next(iter(years))
                break


def _by_latest(known: _Files, files: Iterable[int]) -> None:
    for file in files:
        years = _fair(known.votes(file))
        if years:
            known.years.setdefault(file, max(years))


def _by_starts(known: _Files) -> None:
    """For Episodes of which none has ended: the latest year with a fair share of the starts."""
    starts = _votes(known.frames["Episodes"], ("DECOM",))
    for file in known.of("Episodes"):
        years = _fair(starts[file])
        if years:
            known.years.setdefault(file, max(years))


def _by_missing_children(known: _Files, tables: Mapping[str, pl.DataFrame]) -> None:
    for table in _BY_CHILDREN:
        files = [file for file in known.of(table) if file not in known.years]
        if files:
            found = years_of_children(files, known.years, tables[table], tables["Episodes"])
            known.years.update(found)


def _by_only_year(known: _Files) -> None:
    years = set(known.years.values())
    if len(years) == 1:
        known.years.update(dict.fromkeys(known.undecided(), next(iter(years))))
