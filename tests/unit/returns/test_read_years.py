"""The return year of each file: by its dates, by names, by its neighbours, by what is missing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from kinward.returns.model import Returns
from kinward.returns.read import read
from kinward.returns.year_names import Named, year_in
from return_files import Authority, authority, csv, rules, same_contents, write, write_years

YEARS = (2021, 2022, 2023, 2024)


@pytest.fixture(scope="module")
def found() -> Authority:
    return authority(YEARS, children=60)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, found: Authority) -> Returns:
    return read([write_years(tmp_path_factory.mktemp("returns"), found)])


def years_of(returns: Returns) -> dict[str, int | None]:
    return {file.path: file.year for file in returns.files}


@pytest.mark.parametrize(
    ("name", "number", "pair"),
    [
        ("2017-18", 2018, True),
        ("returns 2017/18", 2018, True),
        ("201718", 2018, True),
        ("2017_2018", 2018, True),
        ("2017 to 18", 2018, True),
        ("1999-2000", 2000, False),
        ("2018-episodes.csv", 2018, False),
        ("SSDA903_2018_final.csv", 2018, False),
        ("2018-03-31", 2018, False),
    ],
)
def test_years_in_names(name: str, number: int, pair: bool) -> None:
    assert year_in(name) == Named(number, pair)


@pytest.mark.parametrize("name", ["episodes.csv", "2018 and 2021", "20180331", "12018", "1998"])
def test_names_that_tell_no_year(name: str) -> None:
    assert year_in(name) is None


@pytest.mark.parametrize(
    "folder", ["{start}-{end:02d}", "{start}", "{year}", "x{year}/y", "FY {start}{end:02d}"]
)
def test_folders_named_in_any_way(
    found: Authority, expected: Returns, tmp_path: Path, folder: str
) -> None:
    returns = read([write_years(tmp_path, found, folder)])
    assert returns.years == YEARS
    assert same_contents(returns, expected)


def test_folders_whose_names_tell_nothing(
    found: Authority, expected: Returns, tmp_path: Path
) -> None:
    for name, year in zip("dbca", YEARS, strict=True):
        write_years(tmp_path, {year: found[year]}, name)
    assert same_contents(read([tmp_path]), expected)


def test_file_names_by_the_year_that_starts(
    found: Authority, expected: Returns, tmp_path: Path
) -> None:
    for year, tables in found.items():
        write(
            tmp_path, {f"{year - 1}-{name}.csv": csv(name, rows) for name, rows in tables.items()}
        )
    returns = read([tmp_path])
    assert same_contents(returns, expected)
    assert years_of(returns)["2020-Header.csv"] == 2021


def test_a_name_without_dates_follows_the_custom_of_the_others(
    found: Authority, tmp_path: Path
) -> None:
    for year in YEARS[:-1]:
        write(tmp_path, {f"{year - 1}-e.csv": csv("Episodes", found[year]["Episodes"])})
    write(tmp_path, {"2023-h.csv": csv("Header", found[YEARS[0]]["Header"])})
    assert years_of(read([tmp_path]))["2023-h.csv"] == 2024


def test_dates_overrule_a_misleading_name(found: Authority, tmp_path: Path) -> None:
    files = {f"extract 2031-32 {t}.csv": csv(t, rows) for t, rows in found[2023].items()}
    assert set(years_of(read([write(tmp_path, files)])).values()) == {2023}


def test_a_few_wrong_dates_change_nothing(found: Authority, tmp_path: Path) -> None:
    rows = [list(row) for row in found[2023]["Episodes"]]
    ended = [row for row in rows if row[7]]
    assert len(ended) >= 10
    for row in ended[:3]:
        row[7] = row[7].replace("/202", "/203")
    write(tmp_path, {"e.csv": csv("Episodes", rows), "h.csv": csv("Header", found[2023]["Header"])})
    assert set(years_of(read([tmp_path])).values()) == {2023}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("folder", ["{start}-{end:02d}", "{year}"])
def test_splitting_and_shuffling_within_named_folders(
    found: Authority, expected: Returns, tmp_path: Path, seed: int, folder: str
) -> None:
    """Every table of every year in up to five parts, in folders within the folder of the year."""
    draw = random.Random(seed)
    for year, tables in found.items():
        within = folder.format(start=year - 1, end=year % 100, year=year)
        for table, rows in tables.items():
            for part, lines in enumerate(parts(rows, draw.randint(1, 5), draw)):
                name = f"{within}/{draw.choice('pq')}/{table[::-1]}{part}.csv"
                write(tmp_path, {name: csv(table, lines)})
    assert same_contents(read([tmp_path]), expected)


def parts(rows: list[list[str]], count: int, draw: random.Random) -> list[list[list[str]]]:
    shuffled = draw.sample(rows, len(rows))
    return [shuffled[at::count] for at in range(count)]


def test_a_part_with_only_open_episodes_of_long_ago(
    found: Authority, expected: Returns, tmp_path: Path
) -> None:
    """Moved to a folder of its own, under a name that tells nothing."""
    moved = {}
    for year in YEARS:
        episodes = found[year]["Episodes"]
        old = [row for row in episodes if not row[7] and int(row[1][-4:]) < 2020][:3]
        moved[year] = old
        rest = [row for row in episodes if row not in old]
        write_years(tmp_path, {year: found[year] | {"Episodes": rest}})
    assert any(moved.values())
    for letter, (_, old) in zip("kmlj", moved.items(), strict=True):
        if old:
            write(tmp_path, {f"{letter}/part.csv": csv("Episodes", old)})
    assert same_contents(read([tmp_path]), expected)


def test_headers_apart_from_their_episodes(
    found: Authority, expected: Returns, tmp_path: Path
) -> None:
    for letter, year in zip("kmlj", YEARS, strict=True):
        tables = dict(found[year])
        header = tables.pop("Header")
        write_years(tmp_path, {year: tables})
        write(tmp_path, {f"{letter}.csv": csv("Header", header)})
    assert same_contents(read([tmp_path]), expected)


def test_one_extract_of_all_years_is_the_return_of_the_latest(
    found: Authority, tmp_path: Path
) -> None:
    last = {(row[0], row[1]): row for tables in found.values() for row in tables["Episodes"]}
    headers = {row[0]: row for tables in found.values() for row in tables["Header"]}
    files = {
        "episodes.csv": csv("Episodes", list(last.values())),
        "header.csv": csv("Header", list(headers.values())),
    }
    returns = read([write(tmp_path, files)])
    assert returns.years == (2024,)
    assert years_of(returns) == {"episodes.csv": 2024, "header.csv": 2024}
    assert rules(returns) == ["K17"]


def test_nothing_tells_the_year(found: Authority, tmp_path: Path) -> None:
    write_years(tmp_path, found)
    write(tmp_path, {"zz.csv": "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n9,01/02/2004,YES,F1,B1\n"})
    returns = read([tmp_path])
    assert years_of(returns)["zz.csv"] is None
    assert returns.tables["OC3"].filter(CHILD="9")["year"].to_list() == [None]
    assert rules(returns) == ["K15"]


def test_episodes_without_any_end(tmp_path: Path) -> None:
    row = ["1", "01/05/2024", "S", "C2", "N1", "U4", "PR1"] + [""] * 9
    returns = read([write(tmp_path, {"e.csv": csv("Episodes", [row])})])
    assert returns.years == (2025,)


def test_a_number_in_a_name_that_is_no_year_of_the_returns(
    found: Authority, expected: Returns, tmp_path: Path
) -> None:
    for year, tables in found.items():
        for table, rows in tables.items():
            name = f"{year - 1}-{year % 100}/{2050 + year % 7}{table[0]}.csv"
            write(tmp_path, {name: csv(table, rows)})
    assert same_contents(read([tmp_path]), expected)
