"""Each kind of upload is read by the core, and what it holds is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from django.test import Client

from kinward.errors import KinwardError
from kinward_web.intake.actions import choose
from kinward_web.intake.checks import check
from kinward_web.intake.checks.scene import Scene
from kinward_web.intake.loading import work_through
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.presenters import facts
from kinward_web.intake.selectors import beside
from uploading import checked, content, named, send

As = Callable[[str], Client]

LONG_TABLE = """Short Desc,Years,LA and Regions,Values,LA Number,Region
LACnum,2025,England,80000,NA,NA
LACnum,2025,Testshire,61,901,East
LACnum,2025,Nextshire,70,902,East
LACrate,2025,England,70,NA,NA
LACrate,2025,Testshire,60,901,East
LACrate,2025,Nextshire,65,902,East
"""


def _neighbours() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["LA number", "Name", "SN1", "SN1 closeness"])
        sheet.write_row(1, 0, ["901", "Testshire", "902", "Very Close"])
        sheet.write_row(2, 0, ["902", "Nextshire", "901", "Very Close"])
    return out.getvalue()


def _scene(path: Path, authority: str = "Testshire") -> Scene:
    return Scene(path=path, authority=authority)


@pytest.mark.django_db
def test_the_facts_of_each_kind_are_those_of_its_file(loaded: Snapshot, testshire: Path) -> None:
    told = {each.kind: each.counts["facts"] for each in loaded.versions.all()}
    for kind in ("teams", "totals", "prices", "population", "children"):
        frame = pl.read_csv(testshire / f"{kind}.csv", infer_schema=False)
        assert told[kind]["rows"] == len(frame), kind
    placements = pl.read_csv(testshire / "placements.csv", infer_schema=False)
    assert told["placements"]["placements"] == placements["placement_id"].n_unique()
    budget = pl.read_csv(testshire / "budget.csv")
    assert told["budget"]["annual"] == budget["annual_budget"].sum() * 100
    assert told["returns"]["looked_after"] == loaded.facts["looked_after"]
    assert sum(told["returns"]["by_category"].values()) == loaded.facts["looked_after"]


@pytest.mark.django_db
def test_a_version_says_what_it_holds_in_sentences(loaded: Snapshot) -> None:
    versions = {each.kind: each for each in loaded.versions.all()}
    assert facts(versions["returns"])[0].startswith("Return years 2022/23 to 2025/26: ")
    assert facts(versions["placements"])[0].endswith(" a week.")
    assert facts(versions["budget"])[0].endswith(" rows.")
    assert any("do not follow" in line for line in facts(versions["totals"])) == bool(
        versions["totals"].counts["facts"]["notes"]
    )


@pytest.mark.django_db
def test_official_figures_bring_neighbours_into_the_figures(loaded: Snapshot, as_: As) -> None:
    files = [named("bds_long_0.csv", LONG_TABLE), named("sn_may_2025.xlsx", _neighbours())]
    send(as_("analyst"), "lait", files)
    version = checked("lait")
    assert version.state == "ready", version.reason
    assert facts(version) == ["Figures of Testshire up to 2024/25; neighbours of May 2025."]
    snapshot = choose(by=None, versions=beside(version), key="with-lait")
    work_through(snapshot.job)
    snapshot.refresh_from_db()
    assert snapshot.state == "ready", snapshot.reason
    page = as_("analyst").get("/children/?as_at=2025-03-31").content.decode()
    assert "This authority beside its statistical neighbours and England" in page


def test_official_figures_of_other_authorities_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bds_long_0.csv").write_text(LONG_TABLE)
    (tmp_path / "sn_may_2025.xlsx").write_bytes(_neighbours())
    with pytest.raises(KinwardError, match="LAIT"):
        check("lait", _scene(tmp_path, "Elsewhere"))


@pytest.mark.parametrize("kind", ["children", "population", "prices", "teams", "totals"])
def test_a_column_that_nobody_reads_is_told(kind: str, testshire: Path, tmp_path: Path) -> None:
    head, *rows = (testshire / f"{kind}.csv").read_text().splitlines()
    path = tmp_path / f"{kind}.csv"
    path.write_text("\n".join([f"{head},Notes of ours", *(f"{row},x" for row in rows)]))
    before = check(kind, _scene(testshire / f"{kind}.csv")).findings
    told = check(kind, _scene(path)).findings
    assert len(told) == len(before) + 1
    assert told.row(-1, named=True)["file"] == f"{kind}.csv"
    assert "Notes of ours was left out" in told["message"][-1]


@pytest.mark.django_db
def test_a_column_that_nobody_reads_is_told_on_the_page(loaded: Snapshot, as_: As) -> None:
    analyst = as_("analyst")
    send(analyst, "teams", [named("teams.csv", b"child_id,team,from,mood\n1,North,01/04/2025,x\n")])
    version = checked("teams")
    page = analyst.get(f"/data/teams/{version.number}/").content.decode()
    assert "The column mood was left out" in page


def test_a_wide_table_of_population_takes_the_row_of_the_authority(tmp_path: Path) -> None:
    ages = [str(age) for age in range(20)]
    rows = [("E1", "Testshire", *([10] * 20)), ("E2", "Nextshire", *([99] * 20))]
    path = tmp_path / "population_mid2024.csv"
    pl.DataFrame(rows, schema=["code", "name", *ages], orient="row").write_csv(path)
    found = check("population", _scene(path))
    assert found.lines is not None
    assert found.lines.select("label", "amount").rows() == [("Children aged 0 to 17 in 2024", 180)]


def test_a_trajectory_is_told_by_type_and_year(tmp_path: Path) -> None:
    path = tmp_path / "trajectory.csv"
    path.write_text(
        "placement_type,financial_year,yearly_average,weekly_cost,weeks,requirement\n"
        "Homes,2026/27,2,1000,52,\nHomes,2027/28,1.5,,52,\nTotal,2026/27,9,,,\n"
    )
    found = check("trajectory", _scene(path))
    assert found.lines is not None
    assert found.lines.select("label", "amount").rows() == [
        ("Homes, 2026/27", 10_400_000),
        ("Homes, 2027/28", 7_800_000),
    ]
    assert found.findings["rule"].to_list() == ["B02"]
    assert found.facts == {"rows": 2}


@pytest.mark.django_db
def test_birthdays_of_the_returns_in_use_are_known_to_the_check_of_placements(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    text = content(testshire, "placements.csv")
    send(as_("analyst"), "placements", [named("placements.csv", text)])
    with_returns = _rules(checked("placements"))
    without = check("placements", _scene(testshire / "placements.csv"))
    assert set(without.findings["rule"]) <= with_returns
    frame = pl.read_csv(text.encode(), infer_schema=False)
    late = frame.with_columns(pl.lit("2099-01-01").alias("end")).write_csv()
    send(as_("analyst"), "placements", [named("placements.csv", late)])
    assert "L15" in _rules(checked("placements"))


def _rules(version: Version) -> set[str]:
    return {each["rule"] for each in version.counts["rules"]}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("budget", "section,service_type\nA,B\n"),
        ("placements", "placement_id\n1\n"),
        ("children", "finance_child_id\n1\n"),
        ("adjustments", "section,label,kind,budget,projected\nA,B,nothing,1,1\n"),
        ("service_types", "service_type,category\nA,no such\n"),
        ("contracts", "provider,discount_pct\nA,200\n"),
        ("trajectory", "placement_type,financial_year,yearly_average\nA,2026,1\n"),
        ("prices", "category,from,weekly_cost\nkinship,2020-01-01,-4\n"),
        ("teams", "child_id,team,from,to\n1,North,2020-01-02,2020-01-01\n"),
        ("totals", "month,began,ceased,looked_after\n2020-01,1,1,-1\n"),
        ("population", "year,age,population\n2024,0,5\n"),
        ("returns", "a,b\n1,2\n"),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_do(
    tmp_path: Path, kind: str, text: str
) -> None:
    path = tmp_path / f"{kind}.csv"
    path.write_text(text)
    with pytest.raises(KinwardError) as told:
        check(kind, _scene(path))
    assert path.name in told.value.lines[0]
