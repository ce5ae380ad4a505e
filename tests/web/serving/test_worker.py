"""A worker that is killed in mid-job leaves it to be begun again once, and never half a result.

Real processes, with a database of their own (SQLite, as in a service on one machine).
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from web_processes import Service, wait_for

_ASK = """
from django.db import transaction
from kinward_web.intake.actions import choose
from kinward_web.intake.selectors import live
with transaction.atomic():
    print(choose(by=None, versions=list(live().versions.all()), key="{key}").pk)
"""
_LONG_AGO = "2020-01-01 00:00:00"


@pytest.fixture
def service(with_figures: Path, tmp_path: Path) -> Service:
    """A service with figures, for one test."""
    return Service(shutil.copytree(with_figures, tmp_path / "data"))


def _job(service: Service) -> tuple[str, int, str]:
    """State, attempts and reason of the newest job."""
    found = service.rows("SELECT state, attempts, reason FROM jobs_job ORDER BY made DESC LIMIT 1")
    return found[0]


def _killed_in_the_middle(service: Service, number: int) -> None:
    worker = service.worker()
    wait_for(lambda: _job(service)[:2] == ("running", number))
    wait_for(lambda: service.rows("SELECT done FROM jobs_job ORDER BY made DESC LIMIT 1")[0][0])
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    service.rows("UPDATE jobs_job SET seen_alive = ? WHERE state = 'running'", _LONG_AGO)


def _figures(service: Service) -> dict[str, object]:
    count = "SELECT count(*) FROM "
    return {
        "documents": service.rows(count + "documents_document"),
        "parts": service.rows(count + "documents_part"),
        "live": service.rows("SELECT max(number) FROM intake_snapshot WHERE state = 'ready'"),
    }


def test_a_job_whose_worker_was_killed_is_done_by_the_next(service: Service) -> None:
    before = _figures(service)
    number = service.python(_ASK.format(key="killed-once"))
    _killed_in_the_middle(service, 1)
    assert _figures(service) == before
    left = list((service.folder / "lent").iterdir())
    assert left
    for folder in left:
        os.utime(folder, (time.time() - 2 * 86_400,) * 2)
    service.worker("--batch").wait()
    assert list((service.folder / "lent").iterdir()) == []
    assert _job(service) == ("done", 2, "")
    state = service.rows("SELECT state FROM intake_snapshot WHERE id = ?", number)
    assert state == [("ready",)]
    assert service.rows(
        "SELECT count(*) FROM intake_snapshot_documents WHERE snapshot_id = ?", number
    ) == service.rows(
        "SELECT count(*) FROM intake_snapshot_documents WHERE snapshot_id <> ?", number
    )


def test_a_job_whose_worker_was_killed_twice_has_failed_and_says_why(service: Service) -> None:
    before = _figures(service)
    number = service.python(_ASK.format(key="killed-twice"))
    _killed_in_the_middle(service, 1)
    _killed_in_the_middle(service, 2)
    service.worker("--batch").wait()
    state, attempts, reason = _job(service)
    assert (state, attempts) == ("failed", 2)
    assert "stopped twice" in reason
    assert _figures(service) == before
    assert service.rows("SELECT state FROM intake_snapshot WHERE id = ?", number) == [("failed",)]


def test_a_worker_that_is_told_to_stop_finishes_its_job(service: Service) -> None:
    service.python(_ASK.format(key="finished"))
    worker = service.worker("--grace", "60")
    wait_for(lambda: _job(service)[0] == "running")
    worker.terminate()
    assert worker.wait(60) == 0
    assert _job(service) == ("done", 1, "")


def test_a_worker_without_time_gives_its_job_back_as_if_not_begun(service: Service) -> None:
    before = _figures(service)
    service.python(_ASK.format(key="given-back"))
    worker = service.worker("--grace", "0")
    wait_for(lambda: _job(service)[0] == "running")
    worker.terminate()
    assert worker.wait(60) == 0
    assert _job(service) == ("waiting", 0, "")
    assert _figures(service) == before
    service.worker("--batch").wait()
    assert _job(service) == ("done", 1, "")


def test_a_worker_without_work_ends_at_once(service: Service) -> None:
    worker = service.worker()
    wait_for((service.folder / "worker.seen").exists)
    worker.terminate()
    assert worker.wait(10) == 0
