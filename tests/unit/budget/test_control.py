"""Budget control: the published table of January 2016, the commentary rule, and grants."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kinward.budget.control import (
    CONTROL_SCHEMA,
    Control,
    read_control,
)
from kinward.budget.grants import GRANTS_SCHEMA, position, read_grants
from kinward.errors import InputError
from kinward.ledger.commentary import CommentaryRule, usual_rule

PUBLISHED = """
Social Care;Strategic Management;2860;2455;2773;400;400
Social Care;Head of Social Work;4192;3567;3870;370;525
Social Care;Legal Proceedings;1530;1093;1093;0;0
Social Care;Safeguarding & Standards;1177;907;988;135;0
Social Care;Social Care Access;4448;3674;3996;420;400
Social Care;Children Looked After;10881;9569;9531;-80;0
Social Care;Children in Need;3963;3358;3465;470;400
Social Care;Disabled Services;5303;4757;4752;0;0
Commissioning;Strategic Management;281;345;82;-252;-252
Commissioning;Information Management;1882;1478;1417;-65;-50
Commissioning;Strategy, Performance & Partnerships;1536;648;623;-52;-46
Commissioning;Looked After Children Placements;16490;12250;13478;1700;1500
Commissioning;Special Educational Needs Placements;8469;9032;9248;385;385
Commissioning;Commissioning Services;3706;3466;3524;0;0
Commissioning;Early Years Specialist Support;1323;828;840;0;0
Commissioning;Home to School Transport - Special;7085;5337;5577;625;625
Commissioning;LAC Transport;671;504;950;575;575
Commissioning;Executive Director;440;343;341;0;0
Commissioning;Central Financing;384;71;64;133;0
"""
"""Cambridgeshire, budget control of January 2016, thousands of pounds; two names made shorter."""
HEADING = (
    "section,service,budget,to_date_budget,to_date_actual,forecast_variance,"
    "previous_forecast_variance\n"
)


def written(folder: Path, text: str, *more: str) -> Path:
    """The lines as CSV, with thousands as such."""
    path = folder / "budget_control.csv"
    rows = [line.split(";") for line in (*text.strip().splitlines(), *more)]
    lines = [
        ",".join([section, f'"{service}"', *(f"{n}k" if n else "" for n in amounts)])
        for section, service, *amounts in rows
    ]
    path.write_text(HEADING + "\n".join(lines) + "\n")
    return path


@pytest.fixture
def control(tmp_path: Path) -> Control:
    return read_control(written(tmp_path, PUBLISHED))


def test_sections_and_all_are_summed(control: Control) -> None:
    assert control.lines.schema == control.sums.schema == CONTROL_SCHEMA
    assert control.findings == ()
    sums = control.sums.select("section", pl.col("budget", "forecast_variance") // 100_000)
    assert sums.rows() == [
        ("Social Care", 34_354, 1_715),
        ("Commissioning", 42_267, 3_049),
        (None, 76_621, 4_764),
    ]
    placements = control.lines.row(11, named=True)
    assert placements["to_date_variance"] == 122_800_000
    assert placements["projected"] == 1_819_000_000
    assert placements["movement"] == 20_000_000
    for column in ("budget", "to_date_variance", "projected", "movement"):
        assert control.lines[column].sum() == control.sums[column][-1]
        assert control.sums[column][:-1].sum() == control.sums[column][-1]


def test_a_printed_total_that_the_lines_do_not_give_is_found(tmp_path: Path) -> None:
    """Disabled Services is printed as 5,303 where the total needs 5,709; the other section's total
    is off by a thousand, which rounding explains."""
    path = written(
        tmp_path,
        PUBLISHED,
        "Social Care;Total;34760;29380;30468;1715;1725",
        "Commissioning;Total;42268;34303;36144;3049;",
    )
    found = read_control(path)
    assert [(each.rule, each.row, each.column) for each in found.findings] == [
        ("B11", 21, "budget")
    ]
    assert len(found.lines) == 19


def test_the_total_of_all_is_held_against_all_lines(tmp_path: Path) -> None:
    text = "A;One;100;1;1;0;0\nB;Two;200;1;1;0;0"
    assert read_control(written(tmp_path, text, "Total;Total;301;;;0;")).findings == ()
    assert len(read_control(written(tmp_path, text, "Total;Total;302;;;0;")).findings) == 1


def test_lines_far_from_their_budget_must_be_explained(control: Control) -> None:
    asked = control.lines.filter("explain")["service"].to_list()
    assert asked == [
        "Strategic Management", "Head of Social Work", "Safeguarding & Standards",
        "Social Care Access", "Children in Need", "Strategic Management",
        "Looked After Children Placements", "Special Educational Needs Placements",
        "Home to School Transport - Special", "LAC Transport", "Central Financing",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("variance", "budget", "asks"),
    [
        (10_000_001, 100_000_000, True),  # over £100,000 of £1m
        (10_000_000, 100_000_000, False),
        (-10_000_001, 100_000_000, True),
        (20_000_000, 1_000_000_000, False),  # 2% of £10m
        (20_000_001, 1_000_000_000, True),
        (20_000_001, -1_000_000_000, True),  # a line of income
        (20_000_000, -1_000_000_000, False),
        (10_000_001, 0, True),
    ],
)
def test_the_rule_takes_the_greater_limit_and_exceeds_it(
    variance: int, budget: int, asks: bool
) -> None:
    assert usual_rule() == CommentaryRule(Decimal(2), 10_000_000)
    assert usual_rule().asks(variance, budget) is asks


def test_the_rule_can_be_set(tmp_path: Path) -> None:
    found = read_control(written(tmp_path, PUBLISHED), CommentaryRule(Decimal(5), 50_000_000))
    assert found.lines.filter("explain")["service"].to_list() == [
        "Looked After Children Placements", "Home to School Transport - Special", "LAC Transport",
    ]  # fmt: skip


def test_a_total_of_no_section_is_found(tmp_path: Path) -> None:
    found = read_control(written(tmp_path, "A;One;100;;;0;", "B;Total;100;;;0;"))
    assert [(each.rule, each.row, each.column) for each in found.findings] == [
        ("B11", 3, "section")
    ]


def test_what_is_not_given_is_not_summed(tmp_path: Path) -> None:
    found = read_control(written(tmp_path, "A;One;100;;5;1;1\nA;Two;100;3;4;1;"))
    assert found.lines["to_date_variance"].to_list() == [None, 100_000]
    assert found.sums["to_date_budget"].to_list() == [None, None]
    assert found.sums["to_date_actual"].to_list() == [900_000] * 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A;One;1;1;1;1;1\nA;One;2;1;1;1;1", "row 3, column service: The line is there twice"),
        ("A;Total;1;1;1;1;1", "budget_control.csv: The file has no lines"),
        ("A;One;;1;1;1;1", "row 2, column budget: The value is missing"),
        ("A;;1;1;1;1;1", "row 2, column service: The value is missing"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_control(written(tmp_path, text))


def test_a_grant_that_falls_short_puts_the_council_over(tmp_path: Path, control: Control) -> None:
    path = tmp_path / "grants.csv"
    path.write_text(
        "grant,section,budget,received_to_date,forecast\n"
        "UASC,Social Care,500000,200000,430000\nYouth,,80000,,80000.01\nOther,,5,7,6\n"
    )
    grants, findings = read_grants(path)
    assert grants.schema == GRANTS_SCHEMA
    assert grants["forecast_variance"].to_list() == [7_000_000, -1, -100]
    assert grants["still_to_come"].to_list() == [23_000_000, None, -100]
    assert [(each.rule, each.row, each.column) for each in findings] == [("B12", 4, "forecast")]
    found = position(control, grants)
    assert (found.lines, found.grants) == (476_400_000, 6_999_899)
    assert found.net == 483_399_899
    assert position(control).net == 476_400_000
    path.write_text("grant,section,budget,forecast\nA,x,1,1\nA,x,1,1\n")
    with pytest.raises(InputError, match="row 3, column grant: The grant is there twice"):
        read_grants(path)
