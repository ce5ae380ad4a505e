"""A plan, and the forms in which people build one."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from kinward_web.accounts.models import User
from kinward_web.jobs import tasks
from kinward_web.jobs.models import Job
from kinward_web.planning.actions.plans import make, share
from kinward_web.planning.models import Plan

TEXT = """\
# The plan of the spring
[plan]
name = "Fewer, nearer"
description = "What we shall do first."

[target]
children = 50   # at most
by = 2027-03-31

# Works with the edge of care
[[action]]
name = "Alternatives to Care"
template = "alternatives_to_care"
start = 2026-04-01
success = { successes = 5, of = 7 }

[[action]]
name = "Cheaper"
kind = "change_price"
category = "external_residential"
percent = { mean = -5, sd = 2 }
start = 2026-06-01
"""
SETTINGS = {"months": "12", "runs": "20", "seed": "1", "uplift_pct": "3", "prices": "on"}


@pytest.fixture
def plan(cast: dict[str, User]) -> Plan:
    """The commissioner's plan, which nobody else sees."""
    return make(by=cast["commissioner"], text=TEXT, key="plan-1")


@pytest.fixture
def shared(plan: Plan, cast: dict[str, User]) -> Plan:
    """The same plan, shared, with the finance manager to help."""
    return share(
        by=cast["commissioner"], plan=plan, edition=1, key="s", shared=True,
        editors=[cast["finance_manager"]],
    )  # fmt: skip


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What a form holds when it is opened, ready to be sent."""
    form = client.get(address).context["form"]
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", [], False):
            data[bound.html_name] = "on" if value is True else value
    return data


def finish(client_answer: Any) -> Job:
    """Do the job that an answer leads to."""
    found = re.search(r"/jobs/([0-9a-f-]+)/", client_answer["Location"])
    assert found is not None
    job = Job.objects.get(pk=found.group(1))
    tasks.run.func(str(job.pk))
    job.refresh_from_db()
    return job


Browser = Callable[[str], Client]
