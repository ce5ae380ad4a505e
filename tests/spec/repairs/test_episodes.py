"""Each repair of episodes: a small table in, the repaired table and the log out."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from kinward.returns.model import UNPARSED_SCHEMA
from kinward.returns.repair.run import repaired_tables, titles
from text_tables import nothing_unparsed, tables

HEADER = """
year CHILD SEX DOB
2023 A     1   2010-06-01
2023 B     2   2001-06-01
2023 C     2   2012-06-01
"""


def repaired(episodes: str, header: str = HEADER) -> tuple[list[str], list[str]]:
    """The repaired episodes as 'CHILD DECOM DEC REC assumed', and the log as 'rule year-row'."""
    given = tables(Header=header, Episodes=episodes)
    years = sorted(given["Episodes"]["year"].unique())
    result, log = repaired_tables(given, nothing_unparsed())
    rows = [
        " ".join(
            [
                row["CHILD"],
                str(row["DECOM"]),
                str(row["DEC"] or "-"),
                row["REC"] or "-",
                "assumed" if row["end_assumed"] else "told",
            ]
        )
        for row in result["Episodes"].to_dicts()
    ]
    logged = [
        f"{entry['rule']} {years[entry['file']]}-{entry['row']}"
        for entry in log.filter(pl.col("table") == "Episodes").to_dicts()
    ]
    return rows, logged


CASES = {
    "nothing to repair": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    2022-08-01 X1
        2023 A     2022-08-01 P   U6    2022-09-01 E4A
        """,
        ["A 2022-05-01 2022-08-01 X1 told", "A 2022-08-01 2022-09-01 E4A told"],
        [],
    ),
    "R01 without a child or a start": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 -     2022-05-01 S   U6    2022-08-01 E4A
        2023 A     -          S   U6    2022-08-01 E4A
        2023 A     2022-09-01 S   U6    -          -
        """,
        ["A 2022-09-01 - - told"],
        ["R01 2023-2", "R01 2023-3"],
    ),
    "R02 starts after the return's year": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2023 A     2023-04-01 P   U6    -          -
        """,
        ["A 2022-05-01 - - told"],
        ["R02 2023-3"],
    ),
    "R03 the same row twice": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    2022-08-01 E4A
        2023 A     2022-05-01 S   U6    2022-08-01 E4A
        """,
        ["A 2022-05-01 2022-08-01 E4A told"],
        ["R03 2023-2"],
    ),
    "R04 the later return closes what the earlier left open": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2024 A     2022-05-01 S   U6    2023-08-01 E4A
        """,
        ["A 2022-05-01 2023-08-01 E4A told"],
        ["R04 2023-2"],
    ),
    "R05 two episodes from one day: the longer stays": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    2022-09-01 E4A
        2023 A     2022-05-01 S   K2    2022-06-01 X1
        """,
        ["A 2022-05-01 2022-09-01 E4A told"],
        ["R05 2023-3"],
    ),
    "R06 an end after the return's year is a plan": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    2023-05-01 E4A
        """,
        ["A 2022-05-01 - - told"],
        ["R06 2023-2"],
    ),
    "R07 an end before the start, then another episode": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    2021-08-01 X1
        2023 A     2022-08-01 P   U6    -          -
        """,
        ["A 2022-05-01 2022-08-01 X1 assumed", "A 2022-08-01 - - told"],
        ["R07 2023-2"],
    ),
    "R15 a reason for ending without a date is no end": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          E4A
        """,
        ["A 2022-05-01 - - told"],
        ["R15 2023-2"],
    ),
    "R08 the later return corrects the start to an earlier day": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-03 S   U6    -          -
        2024 A     2022-05-01 S   U6    2023-08-01 E4A
        """,
        ["A 2022-05-01 2023-08-01 E4A told"],
        ["R08 2023-2"],
    ),
    "R09 open, and the child is in no later return": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2024 C     2023-05-01 S   U6    -          -
        """,
        ["A 2022-05-01 2023-04-01 - assumed", "C 2023-05-01 - - told"],
        ["R09 2023-2"],
    ),
    "open at the end of the last return stays open": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        """,
        ["A 2022-05-01 - - told"],
        [],
    ),
    "R10 open, and the next return begins with a new start": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2024 A     2023-09-01 S   U6    -          -
        """,
        ["A 2022-05-01 2023-04-01 - assumed", "A 2023-09-01 - - told"],
        ["R10 2023-2"],
    ),
    "R11 open, and the next episode has begun": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2024 A     2023-09-01 P   K2    -          -
        """,
        ["A 2022-05-01 2023-09-01 X1 told", "A 2023-09-01 - - told"],
        ["R11 2023-2"],
    ),
    "R12 overlap": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    2022-10-01 X1
        2023 A     2022-09-01 P   K2    -          -
        """,
        ["A 2022-05-01 2022-09-01 X1 told", "A 2022-09-01 - - told"],
        ["R12 2023-2"],
    ),
    "R13 nobody is looked after at 21": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 B     2018-05-01 S   U6    -          -
        """,
        ["B 2018-05-01 2019-06-01 - assumed"],
        ["R13 2023-2"],
    ),
    "R14 a start at 18 or over that runs past 21": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 B     2022-05-01 S   U6    -          -
        2023 A     2022-05-01 S   U6    -          -
        """,
        ["A 2022-05-01 - - told"],
        ["R14 2023-2"],
    ),
    "R16 a start before birth that no earlier return lists": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 C     2022-05-01 S   U6    2022-08-01 E4A
        2024 A     2008-06-01 S   U6    -          -
        """,
        ["A 2023-04-01 - - told", "C 2022-05-01 2022-08-01 E4A told"],
        ["R16 2024-2"],
    ),
    "R16 a start before 1991 of a child who was there before: care goes on": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2024 A     1990-05-01 S   U6    2023-08-01 E4A
        """,
        ["A 2022-05-01 2023-04-01 X1 told", "A 2023-04-01 2023-08-01 E4A told"],
        ["R16 2024-2", "R11 2023-2"],
    ),
    "a start before birth that two returns list stays: the birth is in doubt": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2009-05-01 S   U6    -          -
        2024 A     2009-05-01 S   U6    2023-08-01 E4A
        """,
        ["A 2009-05-01 2023-08-01 E4A told"],
        ["R04 2023-2"],
    ),
    "a start before a birth that falls after the year stays: the birth is in doubt": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2010 A     2009-05-01 S   U6    2009-08-01 E4A
        2009 C     2008-05-01 S   U6    2008-08-01 E4A
        2010 C     2009-02-01 S   U6    2009-08-01 E4A
        """,
        [
            "A 2009-05-01 2009-08-01 E4A told",
            "C 2008-05-01 2008-08-01 E4A told",
            "C 2009-02-01 2009-08-01 E4A told",
        ],
        [],
    ),
    "a year without a return is bridged": (
        """
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          -
        2025 A     2022-05-01 S   U6    2024-08-01 E4A
        """,
        ["A 2022-05-01 2024-08-01 E4A told"],
        ["R04 2023-2"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_repair(case: str) -> None:
    episodes, expected, expected_log = CASES[case]
    rows, log = repaired(episodes)
    assert rows == expected
    assert log == expected_log


def test_r07_an_end_that_is_not_a_date_is_an_end_in_the_year() -> None:
    given = tables(
        Header=HEADER,
        Episodes="""
        year CHILD DECOM      RNE PLACE DEC        REC
        2023 A     2022-05-01 S   U6    -          E4A
        """,
    )
    unreadable = pl.DataFrame(
        {"table": "Episodes", "column": "DEC", "file": 0, "row": 2}, schema=UNPARSED_SCHEMA
    )
    episodes = repaired_tables(given, unreadable)[0]["Episodes"]
    assert episodes["DEC"].to_list() == [date(2023, 3, 31)]
    assert episodes["end_assumed"].to_list() == [True]


def test_every_repair_of_episodes_has_a_case() -> None:
    shown = {case.split()[0] for case in CASES if case.startswith("R")}
    assert shown == {code for code in titles() if code < "R20"}


def test_the_tables_as_read_are_not_changed() -> None:
    given = tables(Header=HEADER, Episodes=CASES["R12 overlap"][0])
    before = {name: frame.clone() for name, frame in given.items()}
    repaired_tables(given, nothing_unparsed())
    assert all(given[name].equals(before[name]) for name in given)
