"""Tried plans, saved, read back and put side by side."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.errors import ArgumentError, InputError
from kinward.scenarios.business.compare import Cell, compare
from kinward.scenarios.business.saved import (
    Baseline,
    Chance,
    Figure,
    Money,
    SavedPlan,
    document,
    read,
    restored,
    save,
)

BASE = Baseline(date(2026, 3, 31), 36, 1000, 1, "a1b2")
MONEY = Money(1000, 5000, 2000, 3700, 3000, 4000, 2500, 4500, "7/200", "0")
CHILDREN = Figure("children", "Children on 30 April 2028", "children", 512.25, 500, 525, 490, 535)
PLAN = SavedPlan(
    "Fewer, nearer, sooner",
    ("Alternatives to Care", "Twelve carers more"),
    BASE,
    (CHILDREN,),
    (Chance("target_1", "497 by 30 April 2028", 0.01, 0.32),),
    MONEY,
)


def test_what_is_read_is_what_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "new" / "plan.json"
    save(PLAN, path)

    assert read(path) == PLAN
    assert [each.name for each in path.parent.iterdir()] == ["plan.json"]


def test_a_plan_without_money_is_saved_too(tmp_path: Path) -> None:
    without = replace(PLAN, money=None, chances=(), figures=(), actions=())
    save(without, tmp_path / "plan.json")

    assert read(tmp_path / "plan.json") == without


numbers = st.integers(-(10**15), 10**15) | st.floats(-1e12, 1e12)


@given(st.text(), st.lists(st.tuples(*[numbers] * 5), max_size=3), st.integers(-(10**18), 10**18))
@settings(max_examples=30)
def test_any_plan_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    rows: list[tuple[float, float, float, float, float]],
    net: int,
) -> None:
    figures = tuple(Figure(str(at), name, "", *row) for at, row in enumerate(rows))
    plan = replace(PLAN, name=name, figures=figures, money=replace(MONEY, net_pence=net))
    path = tmp_path_factory.getbasetemp() / "any.json"
    save(plan, path)

    assert read(path) == plan
    assert restored(json.loads(json.dumps(document(plan))), "any") == plan
    assert restored(document(plan), "any") == plan


def _told() -> dict[str, Any]:
    money = dict.fromkeys(Money.__dataclass_fields__, 1) | {"discount": "7/200", "inflation": "0"}
    return {
        "version": 1,
        "name": "One",
        "actions": ["First"],
        "baseline": {
            "as_at": "2026-03-31", "months": 36, "runs": 9, "seed": 1, "digest": "x",
        },
        "figures": [
            {"key": "k", "label": "K", "unit": "", "mean": 1, "low_80": 1, "high_80": 1,
             "low_95": 1, "high_95": 1.5},
        ],
        "chances": [{"key": "t", "label": "T", "baseline": 0.5, "plan": 1}],
        "money": money,
    }  # fmt: skip


def test_the_file_for_the_refusals_is_one_that_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(_told()))

    assert read(path).figures[0].high_95 == 1.5


@pytest.mark.parametrize(
    ("keys", "value", "says"),
    [
        (["name"], 3, "name is missing or of another kind"),
        (["actions"], ["a", 1], "actions is missing"),
        (["actions"], "a", "actions is missing"),
        (["baseline", "as_at"], "31/03/2026", "baseline.as_at is missing"),
        (["baseline", "runs"], 9.5, "baseline.runs is missing"),
        (["baseline", "seed"], True, "baseline.seed is missing"),
        (["baseline"], [], "baseline.as_at is missing"),
        (["figures"], {}, "figures is missing"),
        (["figures", 0, "mean"], "1", r"figures\[0\].mean is missing"),
        (["figures", 0, "mean"], float("nan"), r"figures\[0\].mean is missing"),
        (["figures", 0, "mean"], 10**400, r"figures\[0\].mean is missing"),
        (["chances", 0], None, r"chances\[0\].key is missing"),
        (["money", "net_pence"], 1.5, "money.net_pence is missing"),
        (["money", "discount"], "1/0", "money.discount is missing"),
        (["money", "inflation"], "two", "money.inflation is missing"),
        (["version"], 2, "form that this version of Kinward does not know"),
    ],
)
def test_a_file_that_was_changed_is_refused_by_its_key(
    tmp_path: Path, keys: list[str | int], value: object, says: str
) -> None:
    told: Any = _told()
    inner = told
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(told))

    with pytest.raises(InputError, match=says) as caught:
        read(path)
    assert caught.value.where == "plan.json"


@pytest.mark.parametrize("content", [b"", b"[1]", b"\xff\xfe", b"[" * 100_000, b'{"name": 1}'])
def test_what_is_no_saved_plan_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(content)

    with pytest.raises(InputError, match="version is missing"):
        read(path)


def test_two_figures_with_one_key_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="the same key"):
        replace(PLAN, figures=(CHILDREN, CHILDREN))
    told = _told()
    told["figures"] *= 2
    (tmp_path / "plan.json").write_text(json.dumps(told))
    with pytest.raises(InputError, match="the same key"):
        read(tmp_path / "plan.json")


def test_a_figure_that_is_no_number_is_refused() -> None:
    with pytest.raises(ArgumentError, match="no number"):
        replace(PLAN, figures=(replace(CHILDREN, mean=float("inf")),))


def test_a_file_that_is_not_there_and_a_folder_in_its_place(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "none.json")
    with pytest.raises(InputError, match="cannot be written"):
        save(PLAN, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_plans_side_by_side() -> None:
    money = replace(MONEY, cost_pence=400, net_pence=100)
    visits = Figure("placements", "52-week placements", "placements", 25, 18, 33, 12, 41)
    other = replace(
        PLAN, name="More carers", actions=("Carers",), figures=(visits,), chances=(), money=money
    )

    found = compare([PLAN, other, replace(PLAN, money=None)])

    assert found.names == ("Fewer, nearer, sooner", "More carers", "Fewer, nearer, sooner (2)")
    assert found.actions == (2, 1, 2)
    rows = {row.key: row.cells for row in found.rows}
    assert list(rows) == [
        "children", "placements", "target_1.baseline", "target_1",
        "cost", "saving", "cashable", "net_present_value",
    ]  # fmt: skip
    assert rows["children"] == (cell := Cell(512.25, 500, 525, 490, 535), None, cell)
    assert rows["placements"] == (None, Cell(25, 18, 33, 12, 41), None)
    assert rows["target_1"] == (Cell(0.32), None, Cell(0.32))
    assert rows["target_1.baseline"] == (Cell(0.01), None, Cell(0.01))
    assert rows["cost"] == (Cell(1000), Cell(400), None)
    assert rows["net_present_value"][1] == Cell(100, 3000, 4000, 2500, 4500)


def test_without_prices_there_are_no_rows_of_money() -> None:
    found = compare([replace(PLAN, money=None)])

    assert {row.kind for row in found.rows} == {"measure", "chance"}


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"as_at": date(2026, 4, 30)}, ": as-at date$"),
        ({"months": 24}, ": months ahead$"),
        ({"runs": 100}, ": number of runs$"),
        ({"seed": 2}, ": seed$"),
        ({"digest": "c3"}, r": input \(returns, population, prices or version\)$"),
        ({"seed": 2, "runs": 100}, ": number of runs, seed$"),
    ],
)
def test_plans_on_other_baselines_are_refused_with_the_reason(
    changed: dict[str, Any], says: str
) -> None:
    other = replace(PLAN, name="Other", baseline=replace(BASE, **changed))

    with pytest.raises(ArgumentError) as caught:
        compare([PLAN, PLAN, other])
    assert caught.match("Plan 3")
    assert caught.value.what.startswith("Plan 3 (Other) was not tried on the same baseline")
    assert __import__("re").search(says, caught.value.what)


def test_plans_discounted_differently_are_refused() -> None:
    other = replace(PLAN, money=replace(MONEY, discount="1/20", inflation="1/50"))

    with pytest.raises(ArgumentError, match="discount rate, inflation"):
        compare([PLAN, other])
    assert compare([PLAN, replace(PLAN, money=replace(MONEY, discount="0.035"))])


def test_one_measure_in_two_units_is_refused() -> None:
    other = replace(PLAN, figures=(replace(CHILDREN, unit="per 10,000"),))

    with pytest.raises(ArgumentError, match="different units"):
        compare([PLAN, other])


def test_nothing_is_not_compared() -> None:
    with pytest.raises(ArgumentError, match="no plan to compare"):
        compare([])


def test_a_figure_is_said_with_its_interval_and_money_in_pounds() -> None:
    rows = {row.key: row for row in compare([PLAN, replace(PLAN, money=None)]).rows}
    assert rows["children"].said(0) == "512.2 (500 to 525)"
    assert rows["target_1"].said(0) == "32%"
    assert rows["cost"].said(0, pound="£") == "£10"
    assert rows["cost"].said(1, pound="£") is None
    value = replace(rows["net_present_value"], cells=(Cell(-3700, -4000, 20),))
    assert value.said(0, pound="£") == "-£37 (-£40 to £0)"
    assert value.said(0) == "-37 (-40 to 0)"
