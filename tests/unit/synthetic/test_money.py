"""The finance files fit the children of the returns."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinward.synthetic import Synthesised, synthesise
from kinward.synthetic.money import Prices

_YEARS = range(2021, 2027)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    out = tmp_path_factory.mktemp("money") / "authority"
    return synthesise(out, children=200, years=len(_YEARS), seed=5)


def _read(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, try_parse_dates=True)


def _planted(made: Synthesised, kind: str) -> list[int]:
    """Rows of placements.csv (from 0) on which a kind of difference is planted."""
    listed = _read(made.planted_differences).filter(pl.col("kind") == kind)
    return [row - 2 for row in listed["row"]]


def _episodes(made: Synthesised) -> pl.DataFrame:
    """Every episode once, as the latest return has it, with dates."""
    parts = [
        pl.read_csv(path, infer_schema=False).with_columns(year=pl.lit(path.parent.name))
        for path in sorted(made.returns.rglob("made_up_episodes.csv"))
    ]
    whole = pl.concat(parts).sort("year").unique(["CHILD", "DECOM"], keep="last")
    return whole.with_columns(pl.col("DECOM", "DEC").str.to_date("%d/%m/%Y")).sort("CHILD", "DECOM")


def test_the_two_systems_share_no_identifier_and_the_list_joins_them(made: Synthesised) -> None:
    names, placed = _read(made.children), _read(made.placements)
    assert names["finance_child_id"].is_unique().all()
    assert names["return_child_id"].is_unique().all()
    strangers = set(placed["child_id"]) - set(names["finance_child_id"])
    assert len(strangers) <= len(_planted(made, "not_in_return"))
    order = names.sort("finance_child_id")["return_child_id"]
    assert not order.is_sorted()


def test_each_paid_day_is_a_day_in_such_a_placement(made: Synthesised) -> None:
    """In-house fostering of the finance system and of the return count the same children.

    The day is before the last year, in which differences are planted.
    """
    day = date(2024, 9, 30)
    open_ = (pl.col("start") <= day) & (pl.col("end").is_null() | (pl.col("end") > day))
    placed = _read(made.placements).filter(open_ & (pl.col("service_type") == "In-house fostering"))
    names = _read(made.children)
    paid = placed.join(names, left_on="child_id", right_on="finance_child_id")["return_child_id"]
    episodes = _episodes(made).filter(
        (pl.col("DECOM") <= day) & (pl.col("DEC").is_null() | (pl.col("DEC") > day))
    )
    away = episodes.filter(pl.col("PLACE").str.starts_with("T"))["CHILD"]
    fostered = episodes.filter(
        pl.col("PLACE").is_in(["U4", "U6"]) & (pl.col("PLACE_PROVIDER") == "PR1")
    )["CHILD"]
    assert len(set(paid)) > 20
    assert set(paid) - set(away) == set(fostered)


def test_rates_of_carers_change_each_april_and_rise(made: Synthesised) -> None:
    placed = _read(made.placements).sort("placement_id", "rate_from", nulls_last=False)
    carers = placed.filter(pl.col("service_type").str.ends_with("fostering"))
    changes = carers["rate_from"].drop_nulls()
    assert set(changes.dt.month()) == {4}
    assert set(changes.dt.day()) == {1}
    fixed = placed.filter(pl.col("service_type") == "Independent fostering")
    steps = fixed.with_columns(
        rise=pl.col("weekly_cost") / pl.col("weekly_cost").shift().over("placement_id") - 1
    )["rise"].drop_nulls()
    assert steps.min() > 0
    assert steps.mean() == pytest.approx(0.043, abs=0.015)


def test_contributions_are_a_part_of_the_cost(made: Synthesised) -> None:
    placed = _read(made.placements)
    paid_by_others = placed["health_contribution"] + placed["education_contribution"]
    assert ((paid_by_others < placed["weekly_cost"]) | (placed["weekly_cost"] == 0)).all()
    assert (placed["health_contribution"] > 0).any()


def test_some_carers_are_not_paid_and_some_homes_change_their_rate_in_mid_year(
    made: Synthesised,
) -> None:
    placed = _read(made.placements)
    free = placed.filter(pl.col("weekly_cost") == 0)
    assert set(free["service_type"]) == {"Kinship fostering"}
    assert 0 < free["placement_id"].n_unique() < placed["placement_id"].n_unique() / 20
    april = (pl.col("rate_from").dt.month() == 4) & (pl.col("rate_from").dt.day() == 1)
    others = placed.filter(~april)
    assert len(others) > 5
    assert ((others["start"] < others["rate_from"]) & (others["paid_weeks"] == 52)).all()
    assert (others["end"].is_null() | (others["rate_from"] < others["end"])).all()
    assert placed.select("placement_id", "rate_from").is_unique().all()


def test_staying_put_begins_at_18_when_care_ends(made: Synthesised) -> None:
    types = _read(made.service_types)
    assert types.filter(pl.col("after_18") == "yes")["service_type"].to_list() == ["Staying put"]
    assert types.filter(pl.col("service_type") == "Staying put")["category"].to_list() == [None]
    placed = _read(made.placements).filter(pl.col("service_type") == "Staying put")
    stays = placed.unique("placement_id").join(
        _read(made.children), left_on="child_id", right_on="finance_child_id"
    )
    left = _episodes(made).filter(pl.col("REC") == "E17")
    both = stays.filter(pl.col("start") >= date(2020, 4, 1)).join(
        left, left_on=["return_child_id", "start"], right_on=["CHILD", "DEC"], how="semi"
    )
    assert len(both) == len(stays.filter(pl.col("start") >= date(2020, 4, 1))) > 5


def test_carers_are_paid_for_55_weeks_and_cost_less_than_agencies(made: Synthesised) -> None:
    placed = _read(made.placements).filter(pl.col("start") > date(2024, 4, 1))
    mean = dict(placed.group_by("service_type").agg(pl.col("weekly_cost").mean()).iter_rows())
    weeks = dict(placed.group_by("service_type").agg(pl.col("paid_weeks").unique()).iter_rows())
    assert weeks["In-house fostering"] == weeks["Kinship fostering"] == [55]
    assert weeks["Independent fostering"] == [52]
    assert (
        mean["In-house fostering"]
        < mean["Independent fostering"]
        < mean["Supported accommodation"] * 1.4
        < mean["Residential homes"]
    )
    assert 4500 < mean["Residential homes"] < 7000


def test_service_types_cover_every_placement_and_price(made: Synthesised) -> None:
    types = _read(made.service_types)
    known = types["service_type"]
    assert known.is_unique().all()
    strange = (~_read(made.placements)["service_type"].is_in(known.implode())).arg_true()
    assert strange.to_list() == _planted(made, "unknown_service_type")
    assert _read(made.budget)["service_type"].is_in(known.implode()).all()
    free = _read(made.prices).filter(pl.col("weekly_cost") == 0)["category"]
    assert set(free) == {"with_parents", "placed_for_adoption"}
    assert set(_read(made.prices)["category"]) <= {*types["category"].drop_nulls(), *free}
    adjustments = _read(made.adjustments)
    assert {"growth", "savings_to_find", "fixed", "block_contract", "grant"} == set(
        adjustments["kind"]
    )


def test_the_budget_is_near_what_the_placements_cost(made: Synthesised) -> None:
    budget = _read(made.budget)
    weekly = budget["annual_budget"] / budget["placements"] / budget["weeks"]
    by_type = dict(zip(budget["service_type"], weekly, strict=True))
    assert 900 < by_type["Independent fostering"] < 1150
    assert by_type["Residential homes"] > 4000


def test_uplifts_do_not_depend_on_the_years_asked_for() -> None:
    assert Prices(3).at(1000, 2026) == 1000
    assert Prices(3).at(1000, 2020) == Prices(3).at(1000, 2020) < 900


def test_totals_agree_with_the_returns_but_for_one_month(made: Synthesised) -> None:
    """Counted here child by child and day by day from the files themselves."""
    whole = _episodes(made).filter(~pl.col("LS").is_in(["V3", "V4"]))
    began: Counter[str] = Counter()
    ceased: Counter[str] = Counter()
    for start, end, rne, rec in whole.select("DECOM", "DEC", "RNE", "REC").iter_rows():
        began[f"{start:%Y-%m}"] += rne == "S"
        if end is not None:
            ceased[f"{end:%Y-%m}"] += rec != "X1"
    totals = pl.read_csv(made.totals, schema_overrides={"month": pl.String})
    wrong = []
    for month, b, c, looked_after, _ in totals.iter_rows():
        assert ceased[month] == c
        if began[month] != b:
            wrong.append((month, began[month] - b))
        year, number = int(month[:4]), int(month[5:])
        after = date(year + number // 12, number % 12 + 1, 1)
        there = (pl.col("DECOM") < after) & (pl.col("DEC").is_null() | (pl.col("DEC") >= after))
        assert whole.filter(there)["CHILD"].n_unique() == looked_after
    assert len(totals) == 12 * len(_YEARS)
    ((month, missed),) = wrong
    assert 1 <= missed <= 4
    assert f"in {month} it says that {missed} fewer children began" in made.read_me.read_text()


def test_every_looked_after_child_has_one_team(made: Synthesised) -> None:
    day = date(2025, 3, 31)
    teams = _read(made.teams).filter(
        (pl.col("from") <= day) & (pl.col("to").is_null() | (pl.col("to") > day))
    )
    there = (pl.col("DECOM") <= day) & (pl.col("DEC").is_null() | (pl.col("DEC") > day))
    assert teams["child_id"].is_unique().all()
    assert set(_episodes(made).filter(there)["CHILD"]) == set(teams["child_id"])


def test_the_population_gives_a_rate_near_englands(made: Synthesised) -> None:
    people = _read(made.population).filter(pl.col("age") < 18)
    for (_,), year in people.group_by("year"):
        assert len(year) == 18
        assert 55 < 200 / year["population"].sum() * 10_000 < 80
