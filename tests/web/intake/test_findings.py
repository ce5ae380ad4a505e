"""Findings: by rule, filtered by the address, a page at a time, as CSV; never a child's value."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from django.test import Client

from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward_web import store
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.actions import Kept, add_version
from kinward_web.intake.checks.found import kept
from kinward_web.intake.findings import PER_PAGE, Filters, listed
from kinward_web.intake.loading import work_through
from kinward_web.intake.models import Snapshot, Version
from uploading import checked, content, named, send
from web_cast import CAST

As = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def flawed(loaded: Snapshot, flawed_authority: Path) -> Version:
    """Returns with planted errors."""
    folder, files = flawed_authority / "returns", []
    for path in sorted(folder.rglob("*.csv")):
        blob = store.keep_file(path)
        files.append(Kept(path.relative_to(folder).as_posix(), blob.sha256, blob.size))
    version = add_version(by=None, kind="returns", files=files, key="flawed")
    work_through(version.job)
    version.refresh_from_db()
    return version


def _url(version: Version, rest: str = "findings/") -> str:
    return f"/data/{version.kind}/{version.number}/{rest}"


def _rows(answer: object) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(io.StringIO(text)))


def test_every_finding_of_the_core_is_there(flawed: Version, flawed_authority: Path) -> None:
    core = prepare(read([flawed_authority / "returns"]))
    paths = [source.path for source in core.returns.files]
    expected = {
        (each["rule"], paths[each["file"]], each["row"], each["column"])
        for each in core.findings.to_dicts()
    }
    found = kept(flawed.findings).select("rule", "file", "row", "column").rows()
    assert set(found) == expected
    assert len(found) == len(core.findings)
    assert sum(flawed.counts["levels"].values()) == len(found)


def test_the_page_of_a_version_tells_each_rule_with_its_remedy(flawed: Version, as_: As) -> None:
    page = as_("analyst").get(_url(flawed, "")).content.decode()
    errors = flawed.counts["levels"]["error"]
    assert f'<h1 class="govuk-heading-l">{errors} errors, ' in page
    rule = next(each for each in flawed.counts["rules"] if each["rule"] == "143")
    assert "?rule=143" in page
    assert rule["message"] == (
        "The reason for the new episode is blank or not a code of that return year."
    )
    assert rule["remedy"] == "Give a valid code."
    assert rule["remedy"] in page


def test_the_address_filters(flawed: Version, as_: As) -> None:
    frame = kept(flawed.findings)
    wanted = frame.filter(
        pl.col("level") == "error", pl.col("table") == "Header", pl.col("year") == 2026
    )
    assert 0 < len(wanted) < len(frame)
    asked = {"level": "error", "table": "Header", "year": "2026"}
    page = as_("analyst").get(_url(flawed), asked).content.decode()
    assert f"{len(wanted)} finding{'s' if len(wanted) > 1 else ''} of {len(frame)}" in page
    rows = _rows(as_("analyst").get(_url(flawed, "findings.csv"), asked))
    assert len(rows) == len(wanted)
    assert {row["Table"] for row in rows} == {"Header"}


def test_a_file_stands_in_the_address_by_its_place_and_not_by_its_name(
    flawed: Version, as_: As
) -> None:
    files = kept(flawed.findings)["file"].unique().sort().to_list()
    found = listed(flawed, Filters(file="2"))
    assert set(found.frame["file"]) == {files[1]}
    assert all(files[1] not in choice.value for choice in found.choices["file"])
    assert listed(flawed, Filters(file="999")).frame.is_empty()
    assert listed(flawed, Filters(file="x")).frame.is_empty()


def test_pages_hold_all_findings_once(flawed: Version) -> None:
    found = listed(flawed, Filters())
    pages = -(-len(found.frame) // PER_PAGE)
    assert pages > 1
    rows = [row for page in range(1, pages + 1) for row in found.page(page).frame.rows()]
    assert len(rows) == len(found.frame)


def test_no_finding_holds_a_childs_value(flawed: Version, flawed_authority: Path, as_: As) -> None:
    episodes = pl.concat(
        [
            pl.read_csv(path, infer_schema=False, columns=["CHILD", "DECOM"])
            for path in (flawed_authority / "returns").rglob("made_up_episodes.csv")
        ]
    )
    values = set(episodes["CHILD"]) | set(episodes["DECOM"])
    text = as_("analyst").get(_url(flawed, "findings.csv")).content.decode()
    assert not [value for value in values if value and len(value) > 3 and value in text]


def test_a_download_of_findings_is_in_the_log(flawed: Version, as_: As) -> None:
    as_("auditor").get(_url(flawed, "findings.csv"))
    entry = AuditEntry.objects.filter(kind="download", subject="findings").latest("id")
    assert entry.by_name == "auditor@testshire.example"
    assert entry.words.endswith(f"findings of SSDA903 returns, version {flawed.number}")


def test_findings_of_the_money_are_those_of_the_ledger(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    lines = content(testshire, "placements.csv").splitlines()
    cost = lines[0].split(",").index("weekly_cost")
    row = lines[1].split(",")
    row[cost] = ""
    text = "\n".join([lines[0], ",".join(row), *lines[2:]])
    send(as_("finance_manager"), "placements", [named("placements.csv", text)])
    version = checked("placements")
    found = listed(version, Filters(rule="L02"))
    assert found.frame.select("file", "row", "column").rows() == [
        ("placements.csv", 2, "weekly_cost")
    ]
    assert found.rule is not None
    page = as_("finance_manager").get(_url(version), {"rule": "L02"}).content.decode()
    assert "The row has no weekly cost, and counts as costing nothing." in page
    assert "Give the cost of a week, or 0." in page


@pytest.mark.parametrize("name", sorted(CAST))
def test_only_those_who_see_data_see_findings(flawed: Version, as_: As, name: str) -> None:
    may = name in {"analyst", "finance_manager", "commissioner", "programme_lead", "auditor"}
    for rest in ("", "findings/", "findings.csv", "rules.csv", "files.csv", "years.csv"):
        answer = as_(name).get(_url(flawed, rest))
        assert answer.status_code == (200 if may else 403), rest


def test_an_address_of_nothing_is_not_found(loaded: Snapshot, as_: As) -> None:
    for address in (
        "/data/nothing/", "/data/returns/99/", "/data/returns/99/findings/",
        "/data/returns/1/nothing.csv", "/data/figures/99/", "/data/nothing/upload/",
        "/data/returns/compare/1/99/rules.csv", "/data/returns/compare/1/1/rules.csv",
    ):  # fmt: skip
        assert as_("analyst").get(address).status_code == 404, address
