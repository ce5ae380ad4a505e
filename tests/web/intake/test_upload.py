"""Uploading a file: who may, what is refused, and that a double click makes one version."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kinward_web import store
from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.contents import clean
from kinward_web.intake.loading import work_through
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import current, latest, live
from uploading import BUDGET, checked, content, named, newest, send
from web_cast import CAST

As = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def test_a_finance_manager_uploads_a_budget_and_finds_it_checked(loaded: Snapshot, as_: As) -> None:
    finance = as_("finance_manager")
    answer = send(finance, "budget", [named("budget.csv", BUDGET)], note="After the review")
    version = checked("budget")
    assert answer["Location"] == f"/jobs/{version.job_id}/"
    assert version.job is not None
    assert version.job.result_url == f"/data/budget/{version.number}/"
    assert (version.state, version.counts["facts"]["annual"]) == ("ready", 60_000_000)
    page = finance.get(version.job.result_url).content.decode()
    assert "After the review" in page
    assert current("budget") != version, "it is not in use until somebody chooses it"


def test_what_an_upload_leaves_in_the_log_names_no_file(loaded: Snapshot, as_: As) -> None:
    send(as_("finance_manager"), "budget", [named("budget of Jo.csv", BUDGET)])
    entry = AuditEntry.objects.filter(subject="data set", kind="create").latest("at")
    assert entry.by_name == "finance_manager@testshire.example"
    assert entry.words == "Uploaded Budget, version 2"
    assert "Jo" not in f"{entry.words} {entry.before} {entry.after}"


@pytest.mark.parametrize("name", sorted(CAST))
@pytest.mark.parametrize("kind", ["returns", "budget"])
def test_only_those_whose_kind_it_is_may_upload(
    loaded: Snapshot, as_: As, name: str, kind: str
) -> None:
    may = name == "analyst" or (name == "finance_manager" and kind == "budget")
    before = Version.objects.count()
    assert as_(name).get(f"/data/{kind}/upload/").status_code == (200 if may else 403)
    answer = send(as_(name), kind, [named("file.csv", BUDGET)])
    assert answer.status_code == (302 if may else 403)
    assert Version.objects.count() == before + may


def test_a_double_click_makes_one_version(loaded: Snapshot, as_: As) -> None:
    analyst, before = as_("analyst"), Version.objects.count()
    first = send(analyst, "budget", [named("budget.csv", BUDGET)], key="same")
    second = send(analyst, "budget", [named("budget.csv", BUDGET)], key="same")
    assert first["Location"] == second["Location"]
    assert Version.objects.count() == before + 1


def test_a_version_without_errors_is_used_at_once_where_that_was_asked(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    text = content(testshire, "prices.csv")
    send(as_("analyst"), "prices", [named("prices.csv", text)], then="on")
    version = checked("prices")
    chosen = latest()
    assert chosen is not None
    assert version in chosen.versions.all()
    assert version.job is not None
    assert version.job.result_url == f"/jobs/{chosen.job_id}/"
    work_through(chosen.job)
    assert live() == chosen


def test_a_version_with_errors_is_not_used_at_once(loaded: Snapshot, as_: As) -> None:
    wrong = BUDGET + "Children,No such service,1,5\n"
    send(as_("analyst"), "budget", [named("budget.csv", wrong)], then="on")
    assert checked("budget").counts["levels"]["error"] == 1
    assert latest() == loaded


def test_returns_come_as_several_files_or_as_a_zip(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    year = testshire / "returns" / "2025-26"
    paths = sorted(year.glob("*.csv"))
    send(as_("analyst"), "returns", [named(path.name, path.read_bytes()) for path in paths])
    several = checked("returns")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in paths:
            archive.writestr(f"2025-26/{path.name}", path.read_bytes())
    send(as_("analyst"), "returns", [named("returns.zip", packed.getvalue())])
    zipped = checked("returns")
    assert (several.state, zipped.state) == ("ready", "ready")
    assert several.counts["facts"] == {**zipped.counts["facts"]}


def test_two_files_of_one_name_are_both_kept(loaded: Snapshot, as_: As) -> None:
    files = [named("episodes.csv", "a"), named("Episodes.csv", "b")]
    send(as_("analyst"), "returns", files)
    names = [each.name for each in newest("returns").files.all()]
    assert sorted(names) == ["Episodes (2).csv", "episodes.csv"]


def test_a_file_that_the_core_cannot_read_is_refused_with_its_own_words(
    loaded: Snapshot, as_: As
) -> None:
    send(as_("analyst"), "prices", [named("prices.csv", "category,weekly_cost\nkinship,x\n")])
    version = checked("prices")
    assert version.state == "refused"
    assert "prices.csv" in version.reason
    page = as_("analyst").get(f"/data/prices/{version.number}/").content.decode()
    assert "This version cannot be used" in page
    assert version.reason.splitlines()[0][:40] in page
    assert live() == loaded


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("episodes.csv", b"0" * 30_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("kind", "file", "words"),
    [
        ("budget", named("budget.exe", "MZ"), "This kind of file cannot be read here"),
        ("budget", named("budget", BUDGET), "This kind of file cannot be read here"),
        ("budget", named("budget.csv", ""), "The file is empty"),
        ("budget", named("budget.csv", b"PK\x03\x04rest"), "not what its ending .csv says"),
        ("budget", named("budget.csv", b"a\0b"), "not what its ending .csv says"),
        ("budget", named("budget.xlsx", BUDGET), "not what its ending .xlsx says"),
        ("budget", named("budget.xlsx", b"PK\x03\x04rest"), "the archive is damaged"),
        ("budget", named("budget.xlsx", _bomb()), "which no return does"),
        ("returns", named("returns.zip", _bomb()), "which no return does"),
        ("returns", named("returns.xml", "plain words"), "not what its ending .xml says"),
        ("lait", named("bds_long_0.parquet", "not parquet"), "not what its ending .parquet says"),
    ],
)
def test_nothing_is_trusted(loaded: Snapshot, as_: As, kind: str, file: Any, words: str) -> None:
    before = Version.objects.count()
    file.seek(0)
    answer = send(as_("analyst"), kind, [file])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<title>Error: " in page
    assert Version.objects.count() == before


def test_the_line_at_the_field_is_linked_from_the_top(loaded: Snapshot, as_: As) -> None:
    page = send(as_("analyst"), "budget", []).content.decode()
    assert '<a href="#id_upload">Choose a file</a>' in page
    assert 'id="id_upload-error"' in page


def test_two_files_where_one_is_meant_are_told(loaded: Snapshot, as_: As) -> None:
    files = [named("a.csv", BUDGET), named("b.csv", BUDGET)]
    assert "this is one file" in send(as_("analyst"), "budget", files).content.decode()


def test_more_than_the_limit_is_told_in_plain_words_and_not_kept(
    loaded: Snapshot, as_: As, settings: Any
) -> None:
    settings.UPLOAD_MOST_BYTES = 3_000_000
    analyst, before = as_("analyst"), set(store.kept())
    for size in (3_000_001, 9_000_000):
        answer = send(analyst, "budget", [named("budget.csv", b"a" * size)])
        assert answer.status_code == 422
        assert "The files are larger than 3 MB together" in answer.content.decode()
    assert set(store.kept()) == before
    assert not _halves()


def test_a_form_without_its_mark_is_refused(loaded: Snapshot, as_: As) -> None:
    client = as_("analyst")
    client.handler.enforce_csrf_checks = True
    answer = send(client, "budget", [named("budget.csv", BUDGET)])
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()
    assert not _halves()


def test_nothing_that_was_refused_is_left_behind(loaded: Snapshot, as_: As) -> None:
    before = set(store.kept())
    send(as_("analyst"), "budget", [named("budget.csv", b"a\0b")])
    assert set(store.kept()) == before
    assert not _halves()


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (1, "The virus scanner refused the file"),
        (2, "The virus scanner could not be run"),
    ],
)
def test_a_file_that_the_scanner_does_not_pass_is_not_kept(
    loaded: Snapshot, as_: As, settings: Any, tmp_path: Path, ends: int, words: str
) -> None:
    settings.VIRUS_SCAN = _scanner(tmp_path, ends)
    before, kept = Version.objects.count(), set(store.kept())
    answer = send(as_("analyst"), "budget", [named("budget.csv", BUDGET + "EICAR")])
    assert words in answer.content.decode()
    assert Version.objects.count() == before
    assert set(store.kept()) == kept
    assert not _halves()
    refused = AuditEntry.objects.filter(kind="refused", subject="data set")
    assert refused.count() == (ends == 1)


def test_a_file_that_the_scanner_passes_comes_in(
    loaded: Snapshot, as_: As, settings: Any, tmp_path: Path
) -> None:
    settings.VIRUS_SCAN = _scanner(tmp_path, 1)
    answer = send(as_("analyst"), "budget", [named("budget.csv", BUDGET)])
    assert answer.status_code == 302


def test_a_scanner_that_is_not_there_lets_nothing_in(
    loaded: Snapshot, as_: As, settings: Any
) -> None:
    settings.VIRUS_SCAN = "/no/such/scanner --quiet"
    answer = send(as_("analyst"), "budget", [named("budget.csv", BUDGET)])
    assert "could not be run" in answer.content.decode()


def _scanner(folder: Path, ends: int) -> str:
    """A scanner that finds EICAR, and ends so when it does."""
    script = folder / "scan.py"
    script.write_text(
        "import sys\n"
        "found = b'EICAR' in open(sys.argv[1], 'rb').read()\n"
        f"sys.exit({ends} if found else 0)\n"
    )
    return f"{sys.executable} {script}"


def _halves() -> list[Path]:
    return list((store._root() / "half").iterdir())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("budget.csv", "budget.csv"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Users\\me\\budget.csv", "budget.csv"),
        ("bud<script>get.csv", "bud_script_get.csv"),
        ("bud\x00get\n.csv", "bud_get_.csv"),
        ("...", "file"),
        (".csv", "csv"),
        ("a" * 300 + ".csv", "a" * 150 + ".csv"),
        ("Übersicht 2025-26 (neu).csv", "Übersicht 2025-26 (neu).csv"),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean(given) == kept


def test_why_a_file_was_refused_tells_no_folder_of_the_service(
    as_: As, service_folder: Path
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("notes.csv", "a,b\n1,2\n")
    send(as_("analyst"), "returns", [named("returns.zip", packed.getvalue())])
    version = checked("returns")
    assert version.state == "refused"
    assert version.reason.startswith("returns.zip: ")
    assert str(service_folder) not in version.reason


def test_who_may_no_longer_choose_has_brought_a_version_all_the_same(
    as_: As, cast: dict[str, User]
) -> None:
    send(as_("finance_manager"), "budget", [named("budget.csv", BUDGET)], then="on")
    cast["finance_manager"].role = "board"
    cast["finance_manager"].save()
    before = Snapshot.objects.count()
    assert checked("budget").state == "ready"
    assert Snapshot.objects.count() == before
