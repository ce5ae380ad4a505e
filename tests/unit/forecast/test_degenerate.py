"""Returns of which little can be said: a sensible forecast, or one clear reason for none."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from cohorts import cohort
from kinward.cohort.model import Cohort
from kinward.errors import ArgumentError
from kinward.forecast.model import Forecast
from kinward.forecast.run import Asked, forecast

HEADING = "CHILD DECOM DEC RNE REC PLACE PLACE_PROVIDER"
AS_AT = date(2024, 3, 31)
FIVE = (2020, 2021, 2022, 2023, 2024)


def made(*rows: str, births: dict[str, str], years: tuple[int, ...] = FIVE) -> Cohort:
    header = "\n".join(["CHILD DOB", *(f"{child} {born}" for child, born in births.items())])
    return cohort(years, Header=header, Episodes="\n".join([HEADING, *rows]))


def ahead(given: Cohort, as_at: date = AS_AT, months: int = 24, runs: int = 60) -> Forecast:
    """A forecast whose figures hang together."""
    found = forecast(given, Asked(as_at, months=months, runs=runs, threads=1))
    total = found.stock.mean[0]
    assert np.isfinite(found.stock.quantiles).all()
    assert (found.stock.quantiles >= 0).all()
    assert (np.diff(found.stock.quantiles, axis=0) >= 0).all()
    np.testing.assert_allclose(found.stock.mean[1:].sum(axis=0), total, atol=1e-9)
    np.testing.assert_allclose(found.ages.mean.sum(axis=0), total, atol=1e-9)
    opening = np.append(found.today["total"], total[:-1])
    net = found.entries.mean[0] - found.exits.mean[0]
    np.testing.assert_allclose(opening + net, total, atol=1e-9)
    assert len(found.notes) >= 1
    return found


def test_one_child() -> None:
    found = ahead(made("a 2022-05-01 - S - U4 PR1", births={"a": "2012-05-01"}))
    assert found.today == {"total": 1, "in_house_fostering": 1}
    assert found.categories == ("in_house_fostering",)
    assert 0.3 < found.stock.mean[0, 0] < 1.3
    assert found.stock.mean[0, -1] < 3
    assert any("few children" in note for note in found.notes)


def test_one_child_who_turns_18_ahead() -> None:
    """Nobody was seen to come after the first return's children, nor to leave."""
    found = ahead(made("a 2018-05-01 - S - U4 PR1", births={"a": "2006-09-30"}))
    assert found.stock.mean[0].tolist() == [1.0] * 5 + [0.0] * 19
    assert found.exits.mean[found.exits.row("eighteen"), 5] == 1.0
    assert found.entries.mean.sum() == 0
    assert any("Nobody was seen to enter" in note for note in found.notes)
    assert any("Nobody was seen to leave" in note for note in found.notes)


def _crowd(number: int, row: str, born: str) -> Cohort:
    children = [f"c{place:03d}" for place in range(number)]
    rows = [f"{child} {row}" for child in children]
    return made(*rows, births=dict.fromkeys(children, born))


def test_no_entries() -> None:
    found = ahead(_crowd(80, "2018-05-01 - S - U4 PR1", "2012-05-01"))
    assert found.entries.quantiles.max() == 0
    assert (np.diff(found.stock.mean[0], prepend=80) <= 0).all()


def test_no_exits() -> None:
    """Forty children came in four years and all are there: they stay, and others come."""
    rows, births = [], {}
    for place in range(40):
        child = f"c{place:03d}"
        rows.append(f"{child} {2020 + place // 12}-{place % 12 + 1:02d}-09 - S - U1 PR1")
        births[child] = "2015-05-01"
    found = ahead(made(*rows, births=births))
    assert found.exits.quantiles.max() == 0
    assert found.stock.mean[0, -1] > 45
    np.testing.assert_allclose(found.stock.mean[0, -1], 40 + found.entries.mean[0].sum(), atol=1e-9)


def test_one_category_and_no_moves() -> None:
    rows, births = [], {}
    for place in range(60):
        child, year = f"c{place:03d}", 2019 + place // 12
        rows.append(f"{child} {year}-{place % 12 + 1:02d}-09 {year + 1}-01-20 S E4A U1 PR1")
        births[child] = "2015-05-01"
    found = ahead(made(*rows, births=births), date(2023, 11, 30))
    assert found.categories == ("kinship",)
    assert found.stock.keys == ("total", "kinship")
    moves = found.evidence.filter(event="move")
    assert moves["events"].sum() == 0
    assert found.exits.mean[found.exits.row("home")].sum() > 0


def _steady(years: tuple[int, ...], place_of: tuple[str, ...] = ("U4 PR1", "K2 PR4")) -> Cohort:
    """A child comes on the 9th of every month and stays for 200 days, moving once."""
    rows, births = [], {}
    number = 0
    for year in range(years[0] - 1, years[-1]):
        for month in range(4 if year == years[0] - 1 else 1, 13):
            child = f"c{number:03d}"
            number += 1
            came = np.datetime64(f"{year}-{month:02d}-09")
            moved, left = came + 90, came + 200
            rows.append(f"{child} {came} {moved} S X1 {place_of[0]}")
            rows.append(f"{child} {moved} {left} P E4A {place_of[-1]}")
            births[child] = str(came - 4000)
    return made(*rows, births=births, years=years)


def test_two_years_only() -> None:
    found = ahead(_steady((2023, 2024)), date(2024, 3, 31), months=36, runs=300)
    assert found.entries.mean[0].mean() == pytest.approx(1.0, abs=0.5)
    assert found.stock.mean[0].mean() == pytest.approx(6.6, abs=3)
    assert any("So few years" in note for note in found.notes)


def test_less_than_a_year_is_refused() -> None:
    given = _steady((2023, 2024))
    assert ahead(given, date(2023, 3, 31)).runs == 60
    with pytest.raises(ArgumentError, match="less than a year") as refused:
        ahead(given, date(2023, 3, 30))
    assert refused.value.remedy


@pytest.mark.parametrize("as_at", [date(2022, 3, 31), date(2024, 4, 1)])
def test_a_day_outside_the_data_is_refused(as_at: date) -> None:
    with pytest.raises(ArgumentError, match="tell nothing of"):
        ahead(_steady((2023, 2024)), as_at)


def test_everyone_under_one() -> None:
    rows, births = [], {}
    for place in range(60):
        child = f"c{place:03d}"
        came = np.datetime64("2019-04-03") + 30 * place
        rows.append(f"{child} {came} {came + 150} S E11 A5 PR1")
        births[child] = str(came - place % 40)
    found = ahead(made(*rows, births=births), date(2024, 2, 29))
    assert found.categories == ("placed_for_adoption",)
    older = found.ages.mean[2:]
    assert older.max() == 0
    assert found.ages.mean[0].mean() > 2


def test_nobody_is_looked_after_on_the_day() -> None:
    """All have left, but as many will come as came."""
    gone = made(
        "a 2020-05-01 2020-09-01 S E4A U4 PR1",
        "b 2021-05-01 2021-09-01 S E4A U1 PR1",
        "c 2022-05-01 2023-09-01 S E45 U1 PR1",
        births={"a": "2012-05-01", "b": "2015-01-01", "c": "2019-01-31"},
    )
    found = ahead(gone)
    assert found.today["total"] == 0
    assert 0 < found.stock.mean[0, -1] < 5
    assert found.history["children"].to_list()[-1] == 0


def test_one_run() -> None:
    found = ahead(_steady((2022, 2023, 2024)), months=6, runs=1)
    for level in found.stock.quantiles:
        np.testing.assert_array_equal(level, found.stock.mean)


def test_one_month_ahead_of_a_day_in_a_month() -> None:
    found = ahead(_steady((2022, 2023, 2024)), date(2023, 12, 30), months=1)
    assert found.month_ends == (date(2023, 12, 31),)


def test_a_child_on_its_18th_birthday_and_one_on_the_eve() -> None:
    found = ahead(
        made(
            "a 2022-05-01 - S - U4 PR1",
            "b 2022-05-01 - S - U4 PR1",
            births={"a": "2006-03-31", "b": "2006-04-01"},
        )
    )
    assert found.today["total"] == 1
    assert any("past 18" in note for note in found.notes)


def test_without_any_date_of_birth() -> None:
    found = ahead(made("a 2022-05-01 - S - U4 PR1", births={"a": "-"}))
    assert found.today["total"] == 1
    assert any("without a date of birth" in note for note in found.notes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"months": 0}, "months must be from 1"),
        ({"months": 241}, "months must be from 1"),
        ({"runs": 0}, "at least one run"),
        ({"target": (3, date(2024, 3, 31))}, "comes after 31/03/2024"),
        ({"target": (3, date(2027, 4, 1))}, "does not reach 01/04/2027"),
    ],
)
def test_what_cannot_be_asked_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ArgumentError, match=said):
        forecast(_steady((2023, 2024)), Asked(AS_AT, **{"months": 12, **changes}))  # type: ignore[arg-type]


def test_nobody_is_expected_in_a_category_that_was_never_seen() -> None:
    """Two moves tell little of where children go, but not that they go where nobody ever was."""
    rows = ["a 2019-05-01 2020-01-01 S X1 U4 PR1", "a 2020-01-01 2021-01-01 P X1 K2 PR4"]
    rows.append("a 2021-01-01 - P - U4 PR1")
    births = {"a": "2012-05-01"}
    for place in range(50):
        births[f"c{place:03d}"] = "2014-01-01"
        rows.append(f"c{place:03d} {2019 + place // 12}-{place % 12 + 1:02d}-09 - S - U4 PR1")
    found = ahead(made(*rows, births=births), months=60, runs=1000)
    assert found.categories == ("in_house_fostering", "external_residential")
