"""Long work is done whole or not at all, and says how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinward.errors import InputError
from kinward_web.accounts.models import Area, User
from kinward_web.audit.models import AuditEntry
from kinward_web.jobs import actions, tasks
from kinward_web.jobs.models import Job
from kinward_web.jobs.registry import KINDS, Kind
from kinward_web.jobs.running import Running
from kinward_web.paging import PAGE

pytestmark = pytest.mark.django_db


def _area(running: Running, asked: dict[str, Any]) -> Callable[[], str]:
    """Makes an area, or fails as it is told to."""
    running.tell(1, 2, "Half way")
    if asked.get("fail") == "input":
        raise InputError("It cannot be read", where="row 3", remedy="Mend it.")
    if asked.get("fail") == "fault":
        raise ZeroDivisionError("child 1234")

    def finish() -> str:
        Area.objects.create(name=asked["name"])
        if asked.get("fail") == "end":
            raise ZeroDivisionError
        return "/done/"

    return finish


@pytest.fixture(autouse=True)
def told() -> Iterator[list[str]]:
    """The reasons that the kind of work was told of."""
    reasons: list[str] = []
    KINDS["test"] = Kind("test", "data.choose", _area, lambda _, why: reasons.append(why))
    yield reasons
    del KINDS["test"]


def _start(by: User, key: str = "k", **asked: Any) -> Job:
    return actions.start(
        by=by, kind="test", title="A test", asked={"name": "New", **asked}, key=key
    )


def _run(job: Job) -> Job:
    tasks.run.func(str(job.pk))
    job.refresh_from_db()
    return job


def test_work_that_is_done_writes_its_result_and_where_it_is(cast: dict[str, User]) -> None:
    job = _run(_start(cast["analyst"]))
    assert (job.state, job.result_url, job.percent) == ("done", "/done/", 100)
    assert Area.objects.filter(name="New").count() == 1


def test_a_double_click_makes_one_job(cast: dict[str, User]) -> None:
    first, second = _start(cast["analyst"]), _start(cast["analyst"])
    assert first.pk == second.pk
    _run(first)
    _run(first)
    assert Area.objects.filter(name="New").count() == 1


def test_a_failure_that_is_foreseen_tells_its_reason(
    cast: dict[str, User], told: list[str]
) -> None:
    job = _run(_start(cast["analyst"], fail="input"))
    assert (job.state, job.reason) == ("failed", "row 3: It cannot be read. Mend it.")
    assert told == [job.reason]


def test_a_fault_tells_its_kind_and_no_value(cast: dict[str, User]) -> None:
    job = _run(_start(cast["analyst"], fail="fault"))
    assert job.state == "failed"
    assert "ZeroDivisionError" in job.reason
    assert "1234" not in job.reason


def test_a_fault_while_the_result_is_written_leaves_no_half_of_it(
    cast: dict[str, User], told: list[str]
) -> None:
    job = _run(_start(cast["analyst"], fail="end"))
    assert job.state == "failed"
    assert not Area.objects.filter(name="New").exists()
    assert len(told) == 1


def test_a_job_that_was_stopped_does_nothing(cast: dict[str, User]) -> None:
    job = _start(cast["analyst"])
    actions.stop(by=cast["analyst"], job=job)
    assert _run(job).state == "cancelled"
    assert not Area.objects.filter(name="New").exists()


def test_work_learns_that_it_should_stop_when_it_tells_how_far_it_is(
    cast: dict[str, User],
) -> None:
    job = _start(cast["analyst"])

    def stopped_by_somebody(running: Running, asked: dict[str, Any]) -> Callable[[], str]:
        actions.stop(by=cast["analyst"], job=job)
        return _area(running, asked)

    KINDS["test"] = Kind("test", "data.choose", stopped_by_somebody)
    assert _run(job).state == "cancelled"
    assert not Area.objects.filter(name="New").exists()


def test_what_a_dead_worker_left_is_begun_again_once_and_then_fails(
    cast: dict[str, User], told: list[str]
) -> None:
    job = _start(cast["analyst"])
    _left(job, attempts=1)
    assert actions.pick_up() == 1
    job.refresh_from_db()
    assert job.state == "waiting"
    assert _run(job).state == "done"

    again = _start(cast["analyst"], key="again")
    _left(again, attempts=2)
    Job.objects.filter(pk=again.pk).update(words="Half way")
    actions.pick_up()
    again.refresh_from_db()
    assert (again.state, again.words) == ("failed", "")
    assert AuditEntry.objects.filter(words="A test: Failed").count() == 1
    assert "stopped twice" in again.reason
    assert told == [again.reason]


def test_a_worker_that_is_alive_is_left_alone(cast: dict[str, User]) -> None:
    job = _start(cast["analyst"])
    Job.objects.filter(pk=job.pk).update(state="running", seen_alive=timezone.now(), attempts=1)
    assert actions.pick_up() == 0


def _left(job: Job, *, attempts: int) -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(pk=job.pk).update(state="running", seen_alive=long_ago, attempts=attempts)


def test_only_who_may_can_ask_for_it(cast: dict[str, User]) -> None:
    with pytest.raises(PermissionDenied):
        _start(cast["board_member"])
    assert not Job.objects.filter(kind="test").exists()


def test_asking_and_ending_are_in_the_log(cast: dict[str, User]) -> None:
    job = _run(_start(cast["analyst"]))
    rows = AuditEntry.objects.filter(subject="job", subject_id=str(job.pk)).order_by("id")
    assert [row.words for row in rows] == ["Asked for: A test", "A test: Done"]


def test_a_job_can_be_left_and_found_again(
    cast: dict[str, User], as_: Callable[[str], Client]
) -> None:
    job = _start(cast["analyst"])
    analyst = as_("analyst")
    assert "A test" in analyst.get("/jobs/").content.decode()
    assert analyst.get(f"/jobs/{job.pk}/progress/").json()["done"] is False
    _run(job)
    assert analyst.get(f"/jobs/{job.pk}/progress/").json() == {
        "state": "done",
        "percent": 100,
        "words": "Done",
        "done": True,
        "url": "/done/",
    }


@pytest.mark.parametrize("name", ["north_manager", "board_member", "administrator"])
def test_the_job_of_another_is_not_found_by_those_who_could_not_ask_for_it(
    cast: dict[str, User], as_: Callable[[str], Client], name: str
) -> None:
    job = _start(cast["analyst"])
    for address in (f"/jobs/{job.pk}/", f"/jobs/{job.pk}/progress/"):
        assert as_(name).get(address).status_code == 404
    assert as_(name).post(f"/jobs/{job.pk}/cancel/").status_code == 404
    job.refresh_from_db()
    assert not job.stop_asked


def test_nobody_stops_a_job_that_they_do_not_see(cast: dict[str, User]) -> None:
    job = _start(cast["analyst"])
    for name in ("board_member", "auditor", "north_manager", "programme_lead"):
        with pytest.raises(PermissionDenied):
            actions.stop(by=cast[name], job=job)
    job.refresh_from_db()
    assert not job.stop_asked
    actions.stop(by=cast["finance_manager"], job=job)
    job.refresh_from_db()
    assert job.stop_asked


def test_why_it_failed_tells_no_folder_of_the_service(
    cast: dict[str, User], settings: Any, told: list[str]
) -> None:
    def refuse(running: Running, asked: dict[str, Any]) -> Callable[[], str]:
        raise InputError("Cannot be read", where=f"{settings.DATA_DIR}/lent/x1/teams/teams.csv")

    KINDS["test"] = Kind("test", "data.choose", refuse, KINDS["test"].failed)
    job = _run(_start(cast["analyst"]))
    assert job.reason.startswith("teams.csv: ")
    assert told == [job.reason]


def test_whose_role_changed_sees_no_more_of_their_own_jobs_than_they_could_ask_for(
    cast: dict[str, User], as_: Callable[[str], Client]
) -> None:
    job = _start(cast["analyst"])
    for role, status in (("analyst", 200), ("board", 404), ("team_manager", 404)):
        cast["analyst"].role = role
        cast["analyst"].save()
        assert as_("analyst").get(f"/jobs/{job.pk}/").status_code == status
        assert (job.title in as_("analyst").get("/jobs/").content.decode()) == (status == 200)


def test_what_a_worker_took_from_the_queue_and_did_not_begin_goes_back(
    cast: dict[str, User],
) -> None:
    job = _start(cast["analyst"])
    assert actions.pick_up() == 0
    Job.objects.filter(pk=job.pk).update(made=timezone.now() - timedelta(minutes=2))
    assert actions.pick_up() == 0, "it is in the queue"
    DBTaskResult.objects.update(status="RUNNING", started_at=timezone.now())
    assert actions.pick_up() == 1, "the worker was killed between the two"
    assert actions.pick_up() == 0
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert _run(job).state == Job.State.DONE
    tasks.run.func(str(job.pk))
    assert Area.objects.filter(name="New").count() == 1


def test_every_job_can_be_reached(cast: dict[str, User], as_: Callable[[str], Client]) -> None:
    every = Job.objects.bulk_create(
        Job(kind="test", title="A test", needs="data.choose", by=cast["analyst"], key=f"j-{each}")
        for each in range(PAGE + 1)
    )
    seen = [
        each.pk
        for number in (1, 2)
        for each in as_("analyst").get(f"/jobs/?page={number}").context["page"]
    ]
    assert set(seen) >= {each.pk for each in every}
