"""Things are kept for as long as the settings say; then they go, and the command says what."""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from kinward_web import store
from kinward_web.accounts import purging
from kinward_web.accounts.blobs import named, ours
from kinward_web.accounts.known_settings import ServiceSettings
from kinward_web.accounts.models import SettingChange, User
from kinward_web.accounts.retention import Asked
from kinward_web.audit.actions import Kind, record
from kinward_web.audit.models import AuditEntry
from kinward_web.documents.models import Document
from kinward_web.intake.material import kept_folder
from kinward_web.intake.models import Snapshot, Version, VersionFile
from kinward_web.jobs.models import Job

pytestmark = pytest.mark.django_db
_NOW = timezone.now()
_OLD = _NOW - timedelta(days=40 * 31)
_SHORT = {
    "keep_files_months": 24, "keep_figures_months": 36, "keep_reports_months": 36,
    "keep_jobs_months": 12, "keep_audit_months": 84,
}  # fmt: skip


def _aged(row: Any, when: datetime = _OLD) -> Any:
    type(row).objects.filter(pk=row.pk).update(made=when)
    row.refresh_from_db()
    return row


def _version(number: int, content: bytes, when: datetime = _OLD) -> Version:
    blob = store.keep([content])
    os.utime(store.path_of(blob.sha256), (time.time() - 200_000,) * 2)
    made = Version.objects.create(kind="budget", number=number, state="ready", key=f"v{number}")
    VersionFile.objects.create(version=made, name="b.csv", sha256=blob.sha256, size=blob.size)
    return _aged(made, when)


def _snapshot(number: int, versions: list[Version], when: datetime = _OLD) -> Snapshot:
    made = Snapshot.objects.create(
        number=number, state="ready", as_at=date(2026, 3, 31), key=f"s{number}"
    )
    made.versions.set(versions)
    document = Document.objects.create(kind="money", as_at=date(2026, 3, 31))
    made.documents.add(document)
    kept_folder(number).mkdir(parents=True, exist_ok=True)
    return _aged(made, when)


def _run(*, dry: bool = False, now: datetime = _NOW) -> dict[str, int]:
    return {each.words: each.number for each in purging.run(now=now, dry=dry)}


def _content(version: Version) -> str:
    return version.files.get().sha256


@pytest.fixture
def history(unloaded: None) -> tuple[list[Version], list[Snapshot]]:
    """Four versions of the budget, two sets of figures, all long ago."""
    versions = [_version(n, f"purge test {n}".encode()) for n in range(9001, 9005)]
    snapshots = [_snapshot(9001, versions[:1]), _snapshot(9002, versions[1:2])]
    return versions, snapshots


def test_the_live_figures_and_all_they_rest_on_stay(history: Any) -> None:
    versions, (earlier, live) = history
    gone = _run()
    assert gone["earlier sets of figures"] == 1
    assert list(Snapshot.objects.values_list("number", flat=True)) == [live.number]
    assert live.documents.count() == 1
    assert kept_folder(live.number).exists()
    assert not kept_folder(earlier.number).exists()
    assert store.path_of(_content(versions[1])).exists()
    assert versions[1].files.count() == 1


def test_what_nothing_rests_on_goes_with_its_file_and_documents(history: Any) -> None:
    versions, _ = history
    contents = [_content(each) for each in versions]
    gone = _run()
    # The first was of the earlier figures, the third of none; the last may be waiting to be chosen.
    assert gone["versions of data sets, with their files and findings"] == 2
    assert gone["files that nothing names"] >= 2
    states = dict(Version.objects.values_list("number", "state"))
    assert states == {9001: "purged", 9002: "ready", 9003: "purged", 9004: "ready"}
    for each, kept in zip(contents, (False, True, False, True), strict=True):
        if kept:
            store.path_of(each)
        else:
            with pytest.raises(FileNotFoundError):
                store.path_of(each)
    assert Document.objects.count() == 1


def test_a_dry_run_says_the_same_and_removes_nothing(history: Any) -> None:
    versions, _ = history
    before = {model: model.objects.count() for model in (Version, Snapshot, Document, Job)}
    log = AuditEntry.objects.count()
    told = _run(dry=True)
    assert {model: model.objects.count() for model in before} == before
    assert AuditEntry.objects.count() == log
    assert all(store.path_of(_content(each)) for each in versions)
    assert kept_folder(9001).exists()
    assert _run() == told


def test_what_a_killed_process_had_lent_goes(db: None, settings: Any) -> None:
    left = Path(settings.DATA_DIR) / "lent" / "tmpkilled"
    left.mkdir(parents=True)
    (left / "episodes.csv").write_text("a return")
    os.utime(left, (time.time() - 200_000,) * 2)
    with store.lending() as used:
        assert _run(dry=True)["folders that a killed process left"] == 1
        assert left.exists()
        assert _run()["folders that a killed process left"] == 1
        assert not left.exists()
        assert used.exists()


def test_new_things_stay(unloaded: None) -> None:
    versions = [_version(n, f"purge new {n}".encode(), _NOW) for n in (9001, 9002)]
    _snapshot(9001, versions[:1], _NOW)
    _snapshot(9002, versions[:1], _NOW)
    gone = _run()
    assert gone["earlier sets of figures"] == 0
    assert gone["versions of data sets, with their files and findings"] == 0


def test_a_document_that_two_sets_of_figures_share_stays(history: Any) -> None:
    _, (earlier, live) = history
    shared = earlier.documents.get()
    live.documents.add(shared)
    _run()
    assert Document.objects.filter(pk=shared.pk).exists()


def test_figures_that_are_being_worked_out_stay(unloaded: None) -> None:
    _snapshot(9001, [])
    Snapshot.objects.filter(number=9001).update(state="working")
    _snapshot(9002, [])
    _run()
    assert Snapshot.objects.count() == 2


def test_jobs_that_are_over_go_and_the_rest_stays(db: None) -> None:
    def job(key: str, state: str, ended: datetime | None) -> Job:
        return Job.objects.create(
            kind="x", title=key, key=f"purge-{key}", needs="home.see", state=state, ended=ended,
            reason="why",
        )  # fmt: skip

    old, new, running = (
        job("old", "done", _OLD),
        job("new", "done", _NOW),
        job("r", "running", None),
    )
    _run()
    left = set(Job.objects.filter(key__startswith="purge-").values_list("pk", flat=True))
    assert left == {new.pk, running.pk}
    assert old.pk not in left


def _entry(words: str, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: at)
        record(by=None, kind=Kind.READ, subject="purge test", words=words)


def test_rows_of_the_log_go_after_their_own_time(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    _entry("seven years and a day", _NOW - timedelta(days=7 * 366 + 1), monkeypatch)
    _entry("six years", _NOW - timedelta(days=6 * 366), monkeypatch)
    gone = _run()
    assert gone["rows of the audit log"] >= 1
    left = AuditEntry.objects.filter(subject="purge test").values_list("words", flat=True)
    assert list(left) == ["six years"]
    # The door is shut again.
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_purging")
        assert cursor.fetchone() == (0,)


def test_the_purge_is_in_the_log(history: Any) -> None:
    _run()
    row = AuditEntry.objects.filter(subject="retention").first()
    assert row is not None
    assert (row.by_name, row.kind) == ("the service", "remove")
    assert row.after["earlier sets of figures"] == 1


def test_a_fault_in_one_purge_leaves_everything(
    history: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(asked: Asked) -> int:
        raise ZeroDivisionError

    purging.run(now=_NOW, dry=True)
    monkeypatch.setattr(purging, "PURGES", [*purging.PURGES, (99, "broken", broken)])
    before = Snapshot.objects.count()
    with pytest.raises(ZeroDivisionError):
        _run()
    assert Snapshot.objects.count() == before
    assert kept_folder(9001).exists()


def test_the_settings_decide(history: Any) -> None:
    SettingChange.objects.create(
        group="retention", edition=1, values={**_SHORT, "keep_figures_months": 240}
    )
    assert _run()["earlier sets of figures"] == 0


def test_the_command_says_what_it_removes(history: Any) -> None:
    said = StringIO()
    call_command("purge", "--dry-run", stdout=said)
    assert "       1  earlier sets of figures" in said.getvalue()
    assert "Nothing was removed" in said.getvalue()
    said = StringIO()
    call_command("purge", stdout=said)
    assert "       1  earlier sets of figures" in said.getvalue()
    assert said.getvalue().endswith("Done.\n")


@pytest.mark.parametrize(
    ("now", "months", "before"),
    [
        ((2026, 3, 31), 1, (2026, 2, 28)),
        ((2028, 3, 31), 1, (2028, 2, 29)),
        ((2026, 1, 15), 1, (2025, 12, 15)),
        ((2026, 12, 31), 12, (2025, 12, 31)),
        ((2026, 7, 31), 13, (2025, 6, 30)),
    ],
)
def test_months_are_those_of_the_calendar(
    now: tuple[int, int, int], months: int, before: tuple[int, int, int]
) -> None:
    asked = Asked(now=datetime(*now, tzinfo=UTC), settings=ServiceSettings())
    assert asked.before(months) == datetime(*before, tzinfo=UTC)


def test_a_hash_in_any_text_of_ours_keeps_its_file(cast: dict[str, User]) -> None:
    one, two = "a1" * 32, "b2" * 32
    Job.objects.create(
        kind="x", title="x", key="blob-test", needs="home.see", asked={"files": [{"sha": one}]}
    )
    Version.objects.create(kind="budget", number=9901, key="blob-test", findings=two)
    assert {one, two} <= named()


def test_every_app_of_ours_is_looked_at() -> None:
    labels = {model._meta.app_label for model in ours()}
    assert {"accounts", "audit", "jobs", "intake", "documents"} <= labels


@pytest.fixture(autouse=True)
def _folder_of_its_own(settings: Any, tmp_path: Any) -> None:
    settings.DATA_DIR = tmp_path
