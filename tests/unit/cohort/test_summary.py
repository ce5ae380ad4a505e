"""The summary, and the document that `kinward cohort --json` prints."""

from __future__ import annotations

import json
from datetime import date

import polars as pl
import pytest

from cohorts import checked
from kinward.cohort.as_json import document
from kinward.cohort.build import build
from kinward.cohort.model import Summary
from kinward.cohort.summary import summarise
from kinward.errors import ArgumentError
from kinward.reference.categories import load

DAY = date(2021, 3, 31)
TEXTS = {
    "Episodes": """
        CHILD DECOM      DEC        RNE LS CIN PLACE PLACE_PROVIDER REC
        A     2018-05-01 2019-06-01 S   V2 N1  U6    PR1            X1
        A     2019-06-01 -          P   C2 N1  U4    PR4            -
        B     2019-05-01 2020-06-10 S   V2 N1  K2    PR4            E4A
        B     2020-07-01 -          S   V2 N5  K2    PR4            -
        C     2020-12-01 -          S   V2 N8  H5    PR4            -
        D     2017-12-01 2020-12-01 P   V2 N8  U6    PR1            ?
        E     2020-12-01 -          S   V4 N2  U6    PR1            -
    """,
    "Header": """
        CHILD DOB        SEX ETHNIC
        A     2010-05-02 2   BAFR
        B     2015-05-02 1   WBRI
        D     2012-05-02 1   WBRI
        E     2015-05-02 1   WBRI
    """,
    "UASC": """
        CHILD DUC
        C     -
    """,
    "Reviews": """
        CHILD REVIEW
        B     2020-07-20
        B     2020-10-20
    """,
}
YEARS = range(2019, 2022)


def _summary(as_at: date = DAY, years: range | list[int] = YEARS, **wanted: object) -> Summary:
    given = checked(years, **TEXTS)
    return summarise(build(given, load()), given, as_at, **wanted)  # type: ignore[arg-type]


def test_the_document_keeps_the_promise() -> None:
    found = document(_summary(months=2))
    assert json.loads(json.dumps(found)) == found
    promised = {
        "as_at": "2021-03-31",
        "looked_after": 3,
        "rate_per_10000": None,
        "by_category": {
            "independent_fostering": 1,
            "external_residential": 1,
            "supported_accommodation": 1,
        },
        "by_age_band": {
            "<1": 0, "1-4": 0, "5-9": 1, "10-15": 1, "16-17": 0, "18+": 0, "unknown": 1
        },
        "groups": {"beyond_control": 1, "changing": 2, "static": 0, "other": 0},
        "uasc": 1,
        "flows": [
            {
                "month": month,
                "opening": 3,
                "entries": 0,
                "exits": 0,
                "closing": 3,
                "difference": 0,
                "re_entries": 0,
            }
            for month in ("2021-02", "2021-03")
        ],
        "short_breaks": 1,
        "by_need": {"N1": 1, "N5": 1, "N8": 1},
    }  # fmt: skip
    assert {key: found[key] for key in promised} == promised
    assert found["stability"]["three_or_more_placements_pct"] == 0
    assert found["stability"]["long_term_pct"] == 0
    assert [row["year"] for row in found["stability"]["years"]] == [2019, 2020, 2021]
    assert found["durations"]["start_unknown"] == 1
    assert found["years"][-1]["re_entries"] == 1
    assert found["age_by_category"] == [
        {"category": "independent_fostering", "age_band": "10-15", "children": 1},
        {"category": "external_residential", "age_band": "5-9", "children": 1},
        {"category": "supported_accommodation", "age_band": "unknown", "children": 1},
    ]


def test_no_document_names_a_child() -> None:
    text = json.dumps(document(_summary()))
    assert "CHILD" not in text
    assert "2010-05-02" not in text


def test_without_an_unknown_age_there_is_no_unknown_band() -> None:
    assert "unknown" not in document(_summary(date(2020, 11, 30)))["by_age_band"]


def test_notes_say_what_the_figures_rest_on() -> None:
    notes = " ".join(_summary(months=60).notes)
    for said in (
        "Of 60 months asked for, 36 are shown: the returns cover complete months from 1 April 2018",
        "1 looked after child has no date of birth",
        "1 period of care was under way when the returns begin",
        "1 period of care ends on a day that a repair assumed",
        "Reviews are not judged from 2018/19 to 2019/20",
        "Long-term stability is not known from 2018/19 to 2019/20",
    ):
        assert said in notes
    gap = " ".join(_summary(years=[2019, 2021]).notes)
    assert "No return was given for 2019/20" in gap


def test_an_as_at_date_within_a_year() -> None:
    summary = _summary(date(2020, 6, 15), months=3)
    assert summary.flows["month"].to_list() == [
        date(2020, 3, 31), date(2020, 4, 30), date(2020, 5, 31)
    ]  # fmt: skip
    assert summary.years["year"].to_list() == [2019, 2020]
    assert summary.stability["day"].to_list()[-1] == date(2020, 6, 15)
    assert summary.looked_after == 2


def test_rates_teams_and_totals_are_there_when_given() -> None:
    population = pl.DataFrame(
        {"year": [2020] * 18, "age": range(18), "population": [1000] * 18},
        schema={"year": pl.Int32, "age": pl.Int32, "population": pl.Int64},
    )
    teams = pl.DataFrame(
        [("A", "North", date(2018, 1, 1), None)],
        schema={"child_id": pl.String, "team": pl.String, "from": pl.Date, "to": pl.Date},
        orient="row",
    )
    summary = _summary(population=population, teams=teams)
    assert summary.rate_per_10000 == pytest.approx(10_000 * 3 / 18_000)
    assert summary.rates["looked_after"].to_list() == [2, 3, 3]
    assert dict(summary.breakdowns["team"].select("label", "children").iter_rows()) == {
        "North": 1,
        "No team": 2,
    }
    assert not summary.team_flows.is_empty()
    assert _summary().team_flows.is_empty()


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ({"as_at": date(2021, 4, 1)}, "--as-at"),
        ({"as_at": date(2018, 3, 31)}, "--as-at"),
        ({"months": 0}, "--months"),
        ({"lait": object()}, "--authority"),
    ],
)
def test_what_cannot_be_done_is_refused(wanted: dict[str, object], where: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        _summary(**wanted)  # type: ignore[arg-type]
    assert refused.value.where == where
