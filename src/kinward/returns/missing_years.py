"""The year of a file that tells none, from what the files of known years lack.

Both functions place one file at a time, the one with the clearest answer first, so that several
files with the same rows go to different years. Few files come to this, so plain sets do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence

import polars as pl

from kinward.dates import return_year_of

Lacking = Callable[[Hashable], frozenset[int]]
"""The years that lack a key: a child, or a child and the start of an episode."""


def years_of_episodes(
    files: Sequence[int], known: Mapping[int, int], episodes: pl.DataFrame
) -> dict[int, int]:
    """The years in which the (open) episodes of some files are missing.

    An episode is in the return of every year from its start to its end. It is therefore missing
    from each year since its start in which it is not reported, up to the year before it ended.
    """
    rows = episodes.select("file", "CHILD", "DECOM", "DEC", start=return_year_of(pl.col("DECOM")))
    wanted = {file: _rows(rows, file) for file in files}
    keys = {key for listed in wanted.values() for key in listed}
    years = range(min(known.values()), max(known.values()) + 1)
    present: dict[Hashable, set[int]] = defaultdict(set)
    ended: dict[Hashable, int] = {}
    others = rows.filter(pl.col("file").is_in(list(known)))
    for file, child, decom, dec, _ in others.iter_rows():
        if (child, decom) in keys:
            present[child, decom].add(known[file])
            if dec is not None:
                ended[child, decom] = known[file]
    starts = {key: start for listed in wanted.values() for key, start in listed.items()}

    def lacking(key: Hashable) -> frozenset[int]:
        first = max(starts[key] or years.start, years.start)
        last = ended.get(key, years.stop) - 1
        return frozenset(range(first, last + 1)) - present[key]

    return _place({file: list(listed) for file, listed in wanted.items()}, lacking, present)


def _rows(rows: pl.DataFrame, file: int) -> dict[Hashable, int | None]:
    own = rows.filter(pl.col("file") == file).select("CHILD", "DECOM", "start")
    return {(child, decom): start for child, decom, start in own.iter_rows()}


def years_of_children(
    files: Sequence[int], known: Mapping[int, int], table: pl.DataFrame, episodes: pl.DataFrame
) -> dict[int, int]:
    """The years in which the children of some files have episodes, but no row in this table."""
    with_episodes = _children_by_year(episodes, known)
    present: dict[Hashable, set[int]] = defaultdict(set)
    for child, years in _children_by_year(table, known).items():
        present[child] = years
    wanted = {
        file: table.filter(pl.col("file") == file)["CHILD"].drop_nulls().unique().sort().to_list()
        for file in files
    }

    def lacking(child: Hashable) -> frozenset[int]:
        return frozenset(with_episodes.get(child, set()) - present[child])

    return _place(wanted, lacking, present)


def _children_by_year(table: pl.DataFrame, known: Mapping[int, int]) -> dict[Hashable, set[int]]:
    years: dict[Hashable, set[int]] = defaultdict(set)
    pairs = table.select("CHILD", "file").unique().drop_nulls()
    for child, file in pairs.iter_rows():
        if file in known:
            years[child].add(known[file])
    return years


def _place(
    wanted: Mapping[int, Sequence[Hashable]],
    lacking: Lacking,
    present: dict[Hashable, set[int]],
) -> dict[int, int]:
    """For each file the year that lacks most of its keys, the latest of equals; none if none."""
    clearest_first = sorted(wanted, key=lambda file: (-_lead(wanted[file], lacking), file))
    placed: dict[int, int] = {}
    for file in clearest_first:
        votes = _lacked(wanted[file], lacking)
        if votes:
            placed[file] = max(votes, key=lambda year: (votes[year], year))
            for key in wanted[file]:
                present[key].add(placed[file])
    return placed


def _lacked(keys: Sequence[Hashable], lacking: Lacking) -> dict[int, int]:
    votes: dict[int, int] = defaultdict(int)
    for key in keys:
        for year in lacking(key):
            votes[year] += 1
    return votes


def _lead(keys: Sequence[Hashable], lacking: Lacking) -> int:
    """By how many keys the best year leads the next."""
    first, second, *_ = (*sorted(_lacked(keys, lacking).values(), reverse=True), 0, 0)
    return first - second
