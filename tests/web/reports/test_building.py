"""What is in a report: the core's figures, for the reader it is for."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from kinward.ledger.load import Files
from kinward.pipeline import Inputs, report
from kinward.pipeline.spending import Spending
from kinward.reports.download import csv_text
from kinward_web import store
from kinward_web.intake.models import Snapshot
from kinward_web.planning.actions.plans import make, share
from kinward_web.reports.models import Report
from money_web import report_form, work_through

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_PLAN = """\
[plan]
name = "Fewer, nearer"
[target]
children = 50
by = 2027-03-31
[[action]]
name = "Fewer come"
kind = "change_inflow"
factor = 0.5
start = 2026-04-01
"""


def _built(client: Client, **more: Any) -> Report:
    answer = client.post("/reports/build/", report_form(**more))
    assert answer.status_code == 302, answer.context["form"].errors
    job = work_through(answer["Location"])
    assert job.state == "done", job.reason
    made = Report.objects.get(key=more.get("key", "once"))
    assert job.result_url == f"/reports/{made.pk}/"
    return made


def _bytes(made: Report, ending: str) -> bytes:
    return store.path_of(made.files[ending]["sha256"]).read_bytes()


def _cells(book: bytes) -> dict[str, list[list[Any]]]:
    loaded = load_workbook(io.BytesIO(book))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in loaded.worksheets
    }


@pytest.fixture(scope="session")
def from_files(testshire: Path) -> Inputs:
    """The files as the service hands them to the core."""
    return Inputs(
        returns=(testshire / "returns",), population=testshire / "population.csv",
        teams=testshire / "teams.csv", totals=testshire / "totals.csv", authority="Testshire",
    )  # fmt: skip


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_the_workbook_is_that_of_the_command_line(
    live: Snapshot,
    as_: As,
    testshire: Path,
    from_files: Inputs,
    audience: str,
    tmp_path: Path,
) -> None:
    made = _built(
        as_("analyst"), audience=audience, **({"single": "on"} if audience == "internal" else {})
    )
    names = ("placements", "budget", "service_types", "adjustments", "children")
    spending = Spending(
        Files(**{name: testshire / f"{name}.csv" for name in names}),
        contracts=testshire / "contracts.csv",
    )
    _, book = report(
        from_files,
        tmp_path,
        audience=audience,
        name="Testshire",
        spending=spending,  # type: ignore[arg-type]
    )
    theirs, ours = _cells(book.read_bytes()), _cells(_bytes(made, "xlsx"))
    assert set(theirs) == set(ours)
    assert {name for name in theirs if theirs[name] != ours[name]} == set()


def test_an_internal_report_without_single_placements_has_none(live: Snapshot, as_: As) -> None:
    sheets = _cells(_bytes(_built(as_("analyst"), audience="internal"), "xlsx"))
    assert "Money activity" in sheets
    assert "Money providers" in sheets
    assert not {"Money dearest", "Money every difference"} & set(sheets)
    with ZipFile(io.BytesIO(_bytes(Report.objects.get(key="once"), "zip"))) as archive:
        names = set(archive.namelist())
    assert "money_activity.csv" in names
    assert not {"money_dearest.csv", "money_every_difference.csv"} & names


def test_a_public_report_holds_no_list_of_single_things(live: Snapshot, as_: As) -> None:
    made = _built(as_("programme_lead"))
    sheets = _cells(_bytes(made, "xlsx"))
    assert "Money activity" in sheets
    assert not [name for name in sheets if name.startswith("Money every")]
    assert not {"Money dearest", "Money providers", "Money match"} & set(sheets)
    page = _bytes(made, "html").decode()
    assert "Counts from 1 to 5 are hidden" in page
    with ZipFile(io.BytesIO(_bytes(made, "docx"))) as archive:
        document = archive.read("word/document.xml").decode()
    assert "Counts from 1 to 5 are hidden" in document
    assert "Key activity" in document
    assert "dearest placements" not in document
    pages = PdfReader(io.BytesIO(_bytes(made, "pdf"))).pages
    printed = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert "Counts from 1 to 5 are hidden" in printed
    assert "Key activity" in printed
    assert "dearest placements" not in printed


def test_the_limit_of_the_settings_is_the_limit_of_the_report(live: Snapshot, as_: As) -> None:
    from kinward_web.accounts.models import SettingChange

    SettingChange.objects.create(group="figures", edition=1, values={"small_number_limit": 9})
    page = _bytes(_built(as_("analyst"), parts=[]), "html").decode()
    assert "Counts from 1 to 9 are hidden" in page


def test_the_archive_holds_the_tables_of_the_workbook(
    live: Snapshot, as_: As, from_files: Inputs
) -> None:
    made = _built(as_("analyst"), parts=[])
    sheets = _cells(_bytes(made, "xlsx"))
    with ZipFile(io.BytesIO(_bytes(made, "zip"))) as archive:
        names = archive.namelist()
        text = archive.read("flows.csv").decode("utf-8-sig")
    assert len(names) == len(set(names)) == len(sheets) - 1
    from kinward.pipeline import baseline
    from kinward.reports.told import begin, of_children

    result = baseline(from_files)
    told = of_children(begin(result.summary, result.checked, "Testshire", 5))
    assert text == csv_text(told.tables["flows"])


def test_a_report_with_a_plan_tells_of_it_and_of_the_forecast(
    live: Snapshot, as_: As, cast: dict[str, Any]
) -> None:
    by = cast["commissioner"]
    plan = make(by=by, text=_PLAN, key="p")
    share(by=by, plan=plan, edition=1, key="s", shared=True, editors=[])
    made = _built(as_("analyst"), audience="internal", parts=[], plan=str(plan.pk))
    assert made.parts == ["forecast"]
    assert made.plan_name == "Fewer, nearer"
    assert "Fewer come" in _bytes(made, "html").decode()
    assert [name for name in _cells(_bytes(made, "xlsx")) if name.startswith("Plan")]


def test_a_plan_that_is_not_shared_is_in_no_report(
    live: Snapshot, as_: As, cast: dict[str, Any]
) -> None:
    own = make(by=cast["analyst"], text=_PLAN, key="p")
    answer = as_("analyst").post("/reports/build/", report_form(plan=str(own.pk)))
    assert answer.status_code == 422
    assert not Report.objects.filter(key="once").exists()
