"""One header a child: which of several is taken, and what is made where none is."""

from __future__ import annotations

from datetime import date

from kinward.returns.repair.run import repaired_tables
from text_tables import nothing_unparsed, tables

EPISODES = """
year CHILD DECOM      RNE DEC        REC
2023 A     2022-05-01 S   -          -
2024 A     2022-05-01 S   2023-08-01 E4A
"""


def repaired(header: str, **others: str) -> tuple[list[dict[str, object]], list[str]]:
    result, log = repaired_tables(
        tables(Header=header, Episodes=EPISODES, **others), nothing_unparsed()
    )
    codes = [code for code in log["rule"] if code not in ("R04",)]
    return result["Header"].select("CHILD", "SEX", "DOB", "ETHNIC").to_dicts(), codes


def test_the_latest_header_is_taken_and_its_blanks_filled_from_the_one_before() -> None:
    rows, log = repaired(
        """
        year CHILD SEX DOB        ETHNIC
        2023 A     1   2010-06-01 WBRI
        2024 A     M   2010-06-01 -
        """
    )
    assert rows == [{"CHILD": "A", "SEX": "M", "DOB": date(2010, 6, 1), "ETHNIC": "WBRI"}]
    assert log == ["R21"]


def test_the_latest_date_of_birth_is_taken() -> None:
    rows, log = repaired(
        """
        year CHILD SEX DOB
        2023 A     1   2010-06-01
        2024 A     1   2011-06-01
        """
    )
    assert rows[0]["DOB"] == date(2011, 6, 1)
    assert log == ["R21", "R22"]


def test_a_date_of_birth_after_the_first_day_in_care_gives_way_to_one_that_fits() -> None:
    rows, log = repaired(
        """
        year CHILD SEX DOB
        2023 A     1   2010-06-01
        2024 A     1   2023-06-01
        """
    )
    assert rows[0]["DOB"] == date(2010, 6, 1)
    assert log == ["R21", "R22"]


def test_an_adult_at_the_first_day_in_care_gives_way_to_one_that_fits() -> None:
    rows, _ = repaired(
        """
        year CHILD SEX DOB
        2023 A     1   2010-06-01
        2024 A     1   1910-06-01
        """
    )
    assert rows[0]["DOB"] == date(2010, 6, 1)


def test_a_date_of_birth_that_cannot_be_leaves_the_age_unknown() -> None:
    rows, log = repaired(
        """
        year CHILD SEX DOB
        2023 A     1   2023-06-01
        """
    )
    assert rows[0]["DOB"] is None
    assert log == ["R23"]


def test_nobody_comes_into_care_at_21_so_the_birth_is_wrong_and_the_stay_is_kept() -> None:
    header = """
        year CHILD SEX DOB
        2023 A     1   2001-05-01
        2024 A     1   2001-05-01
        """
    rows, log = repaired(header)
    assert rows[0]["DOB"] is None
    assert log == ["R21", "R23"]
    given = tables(Header=header, Episodes=EPISODES)
    stays = repaired_tables(given, nothing_unparsed())[0]["Episodes"]
    assert stays.select("DECOM", "DEC").rows() == [(date(2022, 5, 1), date(2023, 8, 1))]


def test_a_child_without_a_header_gets_one_from_other_tables() -> None:
    rows, log = repaired(
        """
        year CHILD SEX DOB
        2023 Z     1   2010-06-01
        """,
        UASC="""
        year CHILD SEX DOB        DUC
        2023 A     2   2009-01-02 -
        """,
    )
    assert rows[0] == {"CHILD": "A", "SEX": "2", "DOB": date(2009, 1, 2), "ETHNIC": None}
    assert [row["CHILD"] for row in rows] == ["A", "Z"]
    assert log == ["R24"]


def test_a_review_that_two_returns_list_is_kept_once() -> None:
    result, log = repaired_tables(
        tables(
            Header="year CHILD SEX DOB\n2023 A 1 2010-06-01",
            Episodes=EPISODES,
            Reviews="""
            year CHILD REVIEW     REVIEW_CODE
            2023 A     2022-06-01 PN1
            2024 A     2022-06-01 PN2
            2024 A     2023-06-01 PN1
            2024 -     2023-06-01 PN1
            """,
        ),
        nothing_unparsed(),
    )
    assert result["Reviews"]["REVIEW_CODE"].to_list() == ["PN2", "PN1"]
    assert sorted(log["rule"]) == ["R04", "R20", "R30"]
