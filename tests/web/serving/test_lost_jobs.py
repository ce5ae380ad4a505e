"""A job whose worker dies between taking it out of the queue and beginning it is not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kinward_web.accounts.models import User
from kinward_web.jobs import actions, tasks
from kinward_web.jobs.models import Job
from kinward_web.jobs.registry import KINDS, Kind
from kinward_web.jobs.running import Running

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def done() -> Iterator[list[str]]:
    """What a kind of work did."""
    names: list[str] = []

    def work(running: Running, asked: dict[str, Any]) -> Callable[[], str]:
        names.append(asked["name"])
        return lambda: "/done/"

    KINDS["test"] = Kind("test", "data.choose", work)
    yield names
    del KINDS["test"]


def _asked_long_ago(by: User) -> Job:
    job = actions.start(by=by, kind="test", title="T", asked={"name": "one"}, key="lost")
    Job.objects.filter(pk=job.pk).update(made=timezone.now() - timedelta(minutes=5))
    return job


def _queued(job: Job) -> Any:
    """What the queue has ready of a job."""
    ready = DBTaskResult.objects.ready()
    return [each for each in ready if each.task_result.args == [str(job.pk)]]


def test_a_job_that_was_taken_out_and_not_begun_comes_back_and_is_done_once(
    cast: dict[str, User], done: list[str]
) -> None:
    job = _asked_long_ago(cast["analyst"])
    _queued(job)[0].claim("a worker that dies")
    assert _queued(job) == []
    assert actions.pick_up() == 1
    assert len(_queued(job)) == 1
    for _ in range(2):
        tasks.run.func(str(job.pk))
    assert done == ["one"]


def test_a_job_that_waits_in_the_queue_is_left_there(cast: dict[str, User]) -> None:
    job = _asked_long_ago(cast["analyst"])
    assert actions.pick_up() == 0
    assert len(_queued(job)) == 1


def test_a_job_that_was_just_taken_out_is_left_to_its_worker(cast: dict[str, User]) -> None:
    job = actions.start(
        by=cast["analyst"], kind="test", title="T", asked={"name": "one"}, key="lost"
    )
    _queued(job)[0].claim("a worker")
    assert actions.pick_up() == 0
    assert _queued(job) == []
