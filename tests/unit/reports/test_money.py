"""The money in the report: its tables, its formulas, its sentences and its charts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from builders_money import AS_AT, NUMBERS, ledger_of, position_of, stands_of
from builders_report import checked_of, summary_of
from kinward.reports import money
from kinward.reports.download import csv_text
from kinward.reports.figures import money as figures
from kinward.reports.position import Position
from kinward.reports.table import PENCE, write_value
from kinward.reports.tables.money import ALL
from kinward.reports.write import write
from report_page import Outline
from spreadsheet import Sheet

STAFF = {
    "money_movement", "money_dearest", "money_providers", "money_match", "money_every_difference",
    "money_committed", "money_gaps", "money_plan", "money_blocks",
}  # fmt: skip
BOTH = {
    "money_activity", "money_variance", "money_months", "money_next_year", "money_unit_costs",
    "money_savings",
}  # fmt: skip


def report(folder: Path, position: Position, audience: str) -> str:
    paths = write(
        summary_of(),
        checked_of(),
        folder,
        audience=audience,  # type: ignore[arg-type]
        authority="Exampleshire",
        made_up=True,
        position=position,
    )
    return paths[0].read_text(encoding="utf-8")


def built(position: Position, limit: int = 0) -> money.Money:
    return money.build(position, "Exampleshire", limit)


@pytest.mark.parametrize(
    ("value", "how", "said"),
    [
        (123_456, "pence", "£1,235"),
        (-123_450, "pence", "−£1,234"),
        (50, "pence", "£0"),
        (123_450, "pence_change", "+£1,234"),
        (-40, "pence_change", "£0"),
        (123_456.5, "weekly", "£1,234.56"),
        (-1, "weekly_change", "−£0.01"),
        (1.005, "places", "1.00"),
        (12.5, "places_change", "+12.50"),
        (-0.001, "places_change", "0.00"),
    ],
)
def test_money_and_places_are_read_as_people_write_them(value: Any, how: Any, said: str) -> None:
    assert write_value(value, how) == said


def test_a_csv_holds_money_to_the_penny_in_pounds() -> None:
    table = built(position_of()).tables["money_activity"]
    head, *rows = csv_text(table).splitlines()
    assert head.startswith("Service,Section,Budget: places,Budget: £")
    total = position_of().activity.total
    cells = rows[-1].split(",")
    assert cells[0] == ALL
    assert cells[3] == f"{total.planned.annual // 100}.{total.planned.annual % 100:02d}"
    assert cells[10] == f"{total.actual.projected // 100}.{total.actual.projected % 100:02d}"


def test_every_part_sums_to_the_whole_to_the_penny() -> None:
    position = position_of()
    tables = built(position).tables
    whole = position.activity.total
    frame = tables["money_activity"].frame
    lines = frame.filter(~pl.col("label").str.ends_with(": total"))
    sections = frame.filter(pl.col("label").str.ends_with(": total") & (pl.col("label") != ALL))
    for name, pence in (
        ("annual", whole.planned.annual),
        ("projected", whole.actual.projected),
        ("net", whole.net_variance),
    ):
        assert lines[name].sum() == sections[name].sum() == pence
        assert frame.row(-1, named=True)[name] == pence
    why = tables["money_variance"].frame
    parts = why.select(pl.sum_horizontal("volume", "mix", "price", "other")).to_series()
    assert parts.to_list() == why["net"].to_list()
    months = tables["money_months"].frame
    assert months["projected"][:12].sum() == months["projected"][12] == whole.actual.projected
    assert months["budget_to_date"][11] == months["budget_to_date"][12] == whole.planned.annual
    steps = tables["money_next_year"].frame["pence"].to_list()
    assert steps[4] == sum(steps[1:4])
    assert steps[6] == steps[0] + steps[4] + steps[5] == position.activity.full_year.next_year


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_the_formulas_of_the_workbook_give_what_is_shown(audience: str, tmp_path: Path) -> None:
    report(tmp_path, position_of(), audience)
    formulas = openpyxl.load_workbook(tmp_path / "report.xlsx")
    values = openpyxl.load_workbook(tmp_path / "report.xlsx", data_only=True)
    found: dict[str, int] = {}
    for sheet in formulas.worksheets:
        cells = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
        live = Sheet(cells)
        for name, content in cells.items():
            if isinstance(content, str) and content.startswith("="):
                found[sheet.title] = found.get(sheet.title, 0) + 1
                kept = values[sheet.title][name].value
                assert live.value(name) == pytest.approx(kept, abs=0.004), (sheet.title, name)
    assert {"Money activity", "Money variance", "Money months", "Money next year"} <= set(found)
    if audience == "internal":
        assert {"Money movement", "Money dearest", "Money providers", "Money match"} <= set(found)
        assert {"Money committed", "Money gaps"} <= set(found)


def test_finance_can_trace_the_key_activity(tmp_path: Path) -> None:
    report(tmp_path, position_of(), "internal")
    sheet = openpyxl.load_workbook(tmp_path / "report.xlsx")["Money activity"]
    rows = {str(row[0].value): row for row in sheet.iter_rows() if row[0].value}
    names = [cell.value for cell in rows["Service"]]
    column = {name: names.index(name) for name in names}
    agency, flats = rows["Agency"], rows["Flats"]
    at = agency[0].row
    assert agency[column["Projected, £"]].value == f"=I{at}+J{at}"
    assert agency[column["Variance: £"]].value == f"=K{at}-D{at}"
    assert agency[column["Budget: £ a week"]].value == f"=D{at}/C{at}/E{at}"
    assert flats[column["Projected, £"]].value == 9 * 1000 * 52
    last = rows["External: total"][0].row
    assert rows["External: total"][column["Budget: £"]].value == f"=SUM(D{at}:D{last - 1})"
    sections = [rows[f"{name}: total"][0].row for name in ("External", "In-house", "Permanence")]
    assert rows[ALL][column["Projected, £"]].value == (
        f"=SUM({','.join(f'K{row}' for row in sections)})"
    )
    assert sheet.tables["t_money_activity"].autoFilter is None
    assert rows[ALL][0].font.bold
    assert not agency[0].font.bold


def test_the_page_has_the_money_before_the_quality_of_the_data(tmp_path: Path) -> None:
    text = report(tmp_path, position_of(), "internal")
    anchors = re.findall(r'<h2 id="([a-z-]+)">', text)
    at = anchors.index("money")
    assert anchors[at - 1] == "reviews"
    assert anchors[at : at + 8] == [
        "money", "money-why", "money-months", "money-next-year", "money-moved", "money-dearest",
        "money-providers", "money-unit-costs",
    ]  # fmt: skip
    assert anchors.index("money-return") < anchors.index("money-committed")
    assert anchors.index("money-gaps") < anchors.index("quality")
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    for key in BOTH | STAFF - {"money_every_difference"}:
        assert f'download="{key}.csv"' in text
    for key in ("money_variance", "money_months"):
        assert f'<title id="{key}-title">' in text
    assert "Projected spend is " in text[: text.index("<nav")]
    assert "Yearly average of placements" in text
    assert not re.search(r"\bNone\b|\bnan\b|\bNaN\b|\binf\b", re.sub("<svg.*?</svg>", "", text))


@pytest.mark.usefixtures("undrawn")
def test_the_public_page_has_no_list_of_placements(tmp_path: Path) -> None:
    text = report(tmp_path, position_of(), "public")
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    keys = {name[2:] for sheet in book for name in sheet.tables}
    assert keys >= BOTH
    assert not keys & STAFF
    assert not any(key.startswith(("money_find", "money_every")) for key in keys)
    for word in ("Secure", "School"):
        assert f'<th scope="row">{word}</th>' not in text[text.index('<h2 id="money"') :]
    assert "Agency-0" not in text
    assert "[c]" in text[text.index('<h2 id="money"') : text.index('<h2 id="money-why"')]


@pytest.mark.usefixtures("undrawn")
def test_without_a_ledger_the_report_says_nothing_of_it(tmp_path: Path) -> None:
    paths = write(
        summary_of(), checked_of(), tmp_path, audience="internal", authority="E", made_up=False
    )
    text = paths[0].read_text(encoding="utf-8")
    assert 'id="money' not in text
    assert "Yearly average of placements" not in text


def few() -> Position:
    return stands_of(ledger_of({"Home": 2, "Agency": 1}))


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize(
    "make",
    [
        lambda: stands_of(as_at=date(2026, 3, 31)),
        lambda: stands_of(as_at=date(2025, 3, 31)),
        lambda: stands_of(as_at=date(2025, 4, 1)),
        lambda: stands_of(as_at=date(2027, 1, 1)),
        lambda: stands_of(ledger_of(budget="section service_type placements annual_budget")),
        lambda: stands_of(ledger_of({})),
        lambda: stands_of(ledger_of({"Home": 9})),
        few,
        lambda: replace(position_of(), match=None, movement=None),
    ],
    ids=[
        "year ended", "not begun", "first day", "later", "empty budget", "nobody", "one line",
        "few", "bare",
    ],
)  # fmt: skip
def test_odd_positions(make: Callable[[], Position], audience: str, tmp_path: Path) -> None:
    text = report(tmp_path, make(), audience)
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert not re.search(r"\bNone\b|\bnan\b|\bNaN\b|\binf\b", re.sub("<svg.*?</svg>", "", text))


def test_without_a_budget_no_variance_is_told() -> None:
    bare = ledger_of(budget="section service_type placements annual_budget")
    made = built(stands_of(bare))
    assert "money-why" not in {section.key for section in made.sections}
    said = [made.sections[0].heading, *made.sentences, *(s.heading for s in made.sections)]
    assert not any(word in text for text in said for word in ("budgeted", " over ", " under "))


def test_nothing_is_told_of_next_year_where_there_is_nothing() -> None:
    keys = [section.key for section in built(stands_of(ledger_of({}))).sections]
    assert "money-next-year" not in keys
    assert "money-next-year" in [section.key for section in built(stands_of()).sections]


def test_what_is_said_follows_the_day() -> None:
    ended = built(stands_of(as_at=date(2026, 3, 31))).sections
    assert "2025/26 has ended: nothing of it is committed any more." in ended[0].sentences
    assert "2025/26 ended" in ended[2].figures[0].title
    running = built(stands_of()).sections
    assert running[0].sentences[0].startswith("Of the placements £")
    assert "16 January 2026 to 31 March 2026" in running[0].sentences[0]
    assert running[2].heading.startswith("By 31 December 2025 spend was £")
    ahead = built(stands_of(as_at=date(2025, 3, 31))).sections
    assert "2025/26 has not begun: nothing of it is spent." in ahead[0].sentences


def drawn(position: Position) -> dict[str, list[dict[str, Any]]]:
    chart = figures.months(position.activity, position.outturn)
    assert chart is not None
    sets: dict[str, list[dict[str, Any]]] = chart["datasets"]
    return sets


def test_the_line_is_full_to_the_last_month_end_and_dashed_after_it() -> None:
    sets = drawn(stands_of())
    assert [row["day"] for row in sets["past"]][-1] == "2025/12/31"
    assert sets["ahead"][0]["day"] == "2025/12/31"
    assert len(sets["past"]) + len(sets["ahead"]) == 14
    assert sets["today"][0]["words"].startswith("By 31 Dec £")
    ended = drawn(stands_of(as_at=date(2026, 3, 31)))
    assert ended["ahead"] == []
    assert ended["names"][-1]["words"].startswith("Spent £")
    begun = drawn(stands_of(as_at=date(2025, 3, 31)))
    assert begun["past"] == []
    assert len(begun["ahead"]) == 13


def test_bars_say_their_side_in_words_and_keep_lines_of_one_name_apart() -> None:
    activity = stands_of().activity
    chart = figures.variance(activity)
    assert chart is not None
    rows = chart["datasets"]["rows"]
    assert all(row["words"].endswith(row["side"]) for row in rows)
    assert [row["value"] for row in rows] == sorted((row["value"] for row in rows), reverse=True)
    lines = tuple(replace(line, label="Same") for line in activity.lines)
    again = figures.variance(replace(activity, lines=lines))
    assert again is not None
    assert "Same, External" in {row["label"] for row in again["datasets"]["rows"]}


def test_the_builder_has_small_lines_and_large_ones() -> None:
    assert min(NUMBERS.values()) <= 5 < sorted(NUMBERS.values())[2]
    assert position_of().activity.as_at == AS_AT
    assert set(PENCE) == {"pence", "pence_change", "weekly", "weekly_change"}


def test_the_plan_by_year_and_type_with_its_findings() -> None:
    """A type and year of which the plan says nothing is no row of nought, and is a finding."""
    tables = built(position_of()).tables
    frame = tables["money_plan"].frame
    assert frame.select("label", "year", "requirement").rows() == [
        ("Kin", 2026, 1_301_300), ("All together", 2026, 1_301_300),
        ("Kin", 2027, 1_561_560), ("Secure", 2027, 36_400_000), ("Savings", 2027, -12_345),
        ("All together", 2027, 37_949_215),
    ]  # fmt: skip
    assert "lacks 1 row" in tables["money_plan"].note
    assert "money-plan" in [each.key for each in built(position_of(gaps=None)).ahead]
    found = tables["money_every_finding"].frame
    assert ("B04", "trajectory.csv", 4) in found.select("rule", "file", "row").rows()
