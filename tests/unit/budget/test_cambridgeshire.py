"""The published budget model of Cambridgeshire, March 2016, recomputed: 2015/16 to 2020/21."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from kinward.budget.bridge import STEPS, bridge, bridges
from kinward.budget.model import BudgetModel, build
from kinward.budget.savings import read_savings
from kinward.budget.targets import DayTarget, Targets, check_targets
from kinward.budget.trajectory import Trajectory, read_trajectory

YEARS = ("2015/16", "2016/17", "2017/18", "2018/19", "2019/20", "2020/21")
AVERAGES = """
Residential - disability  2.91   2.73   2.15   1.67   1.63   1.60
Residential schools       10.65  8.24   6.88   5.01   4.08   4.00
Residential homes         26.15  22.77  18.50  16.71  14.09  13.00
Independent fostering     227.62 154.99 126.24 94.20  78.54  61.46
Supported Accommodation   26.15  19.24  17.21  12.53  12.25  12.00
16+                       9.69   6.41   6.06   5.88   5.75   5.64
In house fostering        129.79 186.72 198.96 221.39 224.64 232.08
Kinship                   36.81  35.29  35.49  41.77  49.01  52.02
In house residential      9.69   13.50  13.50  13.50  13.50  13.50
Concurrent adoption       8.72   5.50   5.19   5.04   4.93   4.83
TOTAL                     488.17 455.40 430.18 417.71 408.44 400.13
"""
REQUIREMENTS = """
Residential - disability  325189   305788   240709   186986   182837   179117
Residential schools       1091641  675086   563707   410528   334516   327710
Residential homes         3885952  3137732  2548986  2302434  1941788  1792002
Independent fostering     9261503  6165687  5021861  3747451  3124330  2444975
Supported Accommodation   1542871  1135227  1015156  739303   722899   708191
16+                       178264   85051    80341    78012    76281    74729
In house fostering        2553817  3673862  3914748  4356084  4420165  4566424
Kinship                   391128   375051   377134   443885   520843   552766
In house residential      1586322  1586322  1586322  1586322  1586322  1586322
Concurrent adoption       158656   100061   94518    91779    89743    87917
TOTAL                     20975342 17239868 15443482 13942786 12999724 12320154
"""
WEEKLY = """
Residential - disability  2149.02 2154.04
Residential schools       1971.18 1575.54
Residential homes         2857.74 2650.02
Independent fostering     782.47  765.02
Supported Accommodation   1134.63 1134.68
16+                       353.78  255.16
In house fostering        378.39  378.38
Kinship                   204.34  204.38
In house residential      3148.21 2259.72
Concurrent adoption       349.89  349.86
"""
"""What a week costs in 2015/16 and 2016/17: requirement / average / 52."""
SAVINGS = """
number   2100 1615 1680 1744 1841
cost      922  958  714  427  312
time      507  853  809  485  340
time      350    0    0    0    0
cost      500  174    0    0    0
number    219    0    0    0    0
cost      132  124  110   96   88
pressure 2059    0    0    0    0
TOTAL    6789 3724 3313 2752 2581
"""
"""The savings plan of 2016/17 to 2020/21 by kind, in thousands of pounds."""


def _table(text: str) -> dict[str, list[str]]:
    rows = [line.rsplit(maxsplit=len(line[24:].split())) for line in text.strip().splitlines()]
    return {name: values for name, *values in rows}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Trajectory:
    path = tmp_path_factory.mktemp("paper") / "trajectory.csv"
    needs = _table(REQUIREMENTS)
    lines = ["placement_type,financial_year,yearly_average,requirement"]
    for name, averages in _table(AVERAGES).items():
        lines += [
            f"{name},{year},{average},{need}"
            for year, average, need in zip(YEARS, averages, needs[name], strict=True)
        ]
    path.write_text("\n".join(lines))
    return read_trajectory(path)


@pytest.fixture(scope="module")
def model(published: Trajectory) -> BudgetModel:
    return build(published)


def test_its_totals_are_the_sums_within_rounding(published: Trajectory, model: BudgetModel) -> None:
    assert published.findings == ()
    assert len(published.totals) == 6
    off = [
        (
            Fraction(total.yearly_average) - model.yearly_average(total.year),
            (total.requirement or 0) - Decimal(model.requirement(total.year)) / 100,
        )
        for total in published.totals
    ]
    assert [float(average) for average, _ in off] == [-0.01, 0.01, 0, 0.01, 0.02, 0]
    assert [money for _, money in off] == [-1, 1, 0, 2, 0, 1]


def test_a_cell_that_is_wrong_is_found(tmp_path: Path) -> None:
    path = tmp_path / "trajectory.csv"
    path.write_text(
        "placement_type,financial_year,yearly_average,requirement\n"
        "Kinship,2015/16,36.81,391128\nHomes,2015/16,26.15,3885952\nTotal,2015/16,62.98,4277180\n"
    )
    found = read_trajectory(path).findings
    assert {(each.rule, each.column) for each in found} == {
        ("B02", "yearly_average"),
        ("B02", "requirement"),
    }


def test_the_weekly_prices_that_it_implies(model: BudgetModel) -> None:
    for name, (first, second) in _table(WEEKLY).items():
        own = [line.weekly_pounds for line in model.lines if line.placement_type == name]
        assert own[:2] == [Decimal(first), Decimal(second)]


def test_prices_are_held_from_2016_on(model: BudgetModel) -> None:
    """The plan has no inflation: from 2016/17 on a type's price moves by no more than what two
    decimals of its average explain."""
    for name in model.types:
        own = [line for line in model.lines if line.placement_type == name][1:]
        for line in own:
            average = line.yearly_average
            span = [
                Fraction(line.requirement) / 100 / ((average + off) * 52)
                for off in (Fraction("0.005"), Fraction("-0.005"))
            ]
            base = own[0].weekly_pence
            assert base is not None
            slack = base / 100 * Fraction("0.005") / own[0].yearly_average
            assert span[0] - slack <= base / 100 <= span[1] + slack, (name, line.year)


def test_the_reductions(model: BudgetModel) -> None:
    first = model.requirement(2016)
    assert [(model.requirement(year) - first) // 100 for year in model.years[1:]] == [
        -3_735_476, -5_531_861, -7_032_559, -7_975_619, -8_655_190,
    ]  # fmt: skip
    homes = {line.year: line for line in model.lines if line.placement_type == "Residential homes"}
    assert homes[2017].requirement - homes[2016].requirement == -74_822_000


def test_shares_of_the_last_year(model: BudgetModel) -> None:
    """The text says 54% in-house and 19% independent fostering; its own table says otherwise."""
    last = {line.placement_type: line.yearly_average for line in model.of_year(2021)}
    whole = model.yearly_average(2021)
    assert f"{float(100 * last['In house fostering'] / whole):.1f}" == "58.0"
    assert f"{float(100 * last['Independent fostering'] / whole):.1f}" == "15.4"


def test_the_fall_is_told_by_its_causes(model: BudgetModel) -> None:
    """2015/16 to 2016/17: fewer placements, and above all cheaper ones."""
    found = bridge(model, 2016, 2017)
    steps = {key: found.step(key) for key in STEPS}
    assert sum(steps.values()) == found.closing - found.opening == -373_547_600
    assert {key: round(pence / 100_000) for key, pence in steps.items()} == {
        "volume": -1409, "mix": -1115, "uplift": 0, "price": -1212, "other": 0,
        "demography": 0, "savings": 0,
    }  # fmt: skip
    for each in bridges(model):
        assert sum(each.step(key) for key in STEPS) == each.closing - each.opening


def test_a_plan_of_savings_sums_to_its_totals(tmp_path: Path) -> None:
    path = tmp_path / "model_savings.csv"
    lines = ["objective,kind,financial_year,amount,in_trajectory"]
    for place, row in enumerate(SAVINGS.strip().splitlines()):
        kind, *amounts = row.split()
        name, own = ("Total", "") if kind == "TOTAL" else (f"Objective {place}", kind)
        lines += [
            f"{name},{own},{year},{amount}k,yes"
            for year, amount in zip(YEARS[1:], amounts, strict=True)
        ]
    path.write_text("\n".join(lines))
    found, findings = read_savings(path)
    assert findings == ()
    by_kind = {
        kind: sum(each.pence for each in found if each.year == 2017 and each.kind == kind)
        // 100_000
        for kind in ("number", "cost", "time", "pressure")
    }
    assert by_kind == {"number": 2319, "cost": 1554, "time": 857, "pressure": 2059}
    path.write_text("\n".join(lines).replace(",2059k", ",2095k"))
    assert [each.rule for each in read_savings(path)[1]] == ["B42"]


def test_the_trajectory_against_the_targets(model: BudgetModel) -> None:
    """535 by April 2016, 497 by April 2017, 453 by the end of March 2021; the model is said to
    cover 88.28% of the children. Every average lies between; the last one only if nearly the whole
    fall to 453 has come before April 2020."""
    targets = Targets(
        "targets.csv",
        tuple(
            DayTarget(date.fromisoformat(day), number, row)
            for row, (day, number) in enumerate(
                [
                    ("2015-04-01", 535), ("2015-10-31", 571), ("2015-12-31", 589),
                    ("2016-04-30", 535), ("2017-04-30", 497), ("2021-03-31", 453),
                ],
                start=2,
            )
        ),
        (),
    )  # fmt: skip
    averages = {year: model.yearly_average(year) for year in model.years}
    checks, findings = check_targets(averages, targets, Decimal("88.28"))
    assert findings == ()
    assert {check.verdict for check in checks} == {"inside"}
    last = checks[-1]
    assert (f"{float(last.compared):.1f}", last.low, last.high) == (
        "453.3",
        453,
        Fraction(364 * 497 + 453, 365),
    )
    assert last.straight is not None
    assert f"{float(last.straight):.1f}" == "458.6"
    assert "less than a steady change gives (458.6)" in last.sentence

    bare, found = check_targets(averages, targets)
    assert [check.verdict for check in bare] == ["below"] * 6
    assert {each.rule for each in found} == {"B06"}
