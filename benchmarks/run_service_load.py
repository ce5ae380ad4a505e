"""An office of people at work in the service, which runs here in its own processes.

Arguments: the folder of the authority, one for the service, people, seconds, seconds between
clicks, runs of a forecast.
The database is the one of DATABASE_URL, and must be empty; without it, SQLite in the folder.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

from benchmarks.web_office import Click, Found, Person, walk, work
from benchmarks.web_service import free_port, signed_in
from benchmarks.web_walk import HOST, get

_OFFICE: Final = {
    "analyst": 6, "finance": 5, "commissioner": 5, "team_manager": 6, "panel_chair": 2,
    "programme_lead": 2, "board": 2, "auditor": 1, "administrator": 1,
}  # fmt: skip
"""How many of each role in an office of thirty."""
_PLAN: Final = Path("docs/examples/cambridgeshire-plan.toml")
_PROCESSES, _THREADS = 2, 4
_PATIENCE_S: Final = 60


@dataclass(frozen=True)
class Line:
    """A request as the service's own log tells it."""

    route: str
    ms: int
    queries: int


def main(
    authority: Path, folder: Path, people: int, seconds: float, pause: float, runs: int
) -> dict[str, Any]:
    """The figures of the office: by kind of page, and of all."""
    _choose(folder)
    began = time.perf_counter()
    _load(authority, runs)
    loading = time.perf_counter() - began
    office = _sign_in(people)
    port, walked, log = free_port(), folder / "walk.log", folder / "requests.log"
    with _running(port, walked):
        firsts = {each.sees: each for each in office}
        reach = {sees: walk(port, each, _route_of, seed=1) for sees, each in firsts.items()}
    with _running(port, log):  # nothing is in memory from the walk
        _ask_for_work(runs)
        clicks = work(port, office, reach, seconds=seconds, pause=pause)
    return _figures(clicks, _lines(log), _lines(walked), reach) | {
        "people": people, "seconds": seconds, "pause": pause, "runs": runs,
        "loading_s": round(loading, 1), "database": _database(),
    }  # fmt: skip


def _choose(folder: Path) -> None:
    os.environ |= {
        "KINWARD_SECRET_KEY": secrets.token_urlsafe(50),
        "KINWARD_HOSTS": HOST,
        "KINWARD_AUTHORITY": "Made-up authority",
        "KINWARD_FORCE_TOTP": "0",
    }
    from kinward_web.serving.ready import choose_settings, prepare

    choose_settings("kinward_web.settings.service", folder)
    prepare()


def _load(authority: Path, runs: int) -> None:
    """The authority, a plan that is shared and tried, a forecast of somebody's own, and a programme
    with its meetings, targets and a paper."""
    from kinward_web.accounts.models import User
    from kinward_web.intake.loading import load, work_through
    from kinward_web.planning.actions.plans import make, share

    load(authority)
    by = User.objects.create_user("owner@made-up.example", None, name="O", role="commissioner")
    plan = make(by=by, text=_PLAN.read_text(encoding="utf-8"), key="plan")
    share(by=by, plan=plan, edition=1, key="share", shared=True, editors=[])
    for job in [*_ask_for_work(runs), _ask_for_a_paper()]:
        work_through(job)


def _ask_for_a_paper() -> Any:
    """A board paper of the made-up programme, which has actions, risks, savings and meetings."""
    from django.utils import timezone

    from kinward_web.accounts.models import User
    from kinward_web.papers.actions.papers import build
    from kinward_web.papers.models import Paper
    from kinward_web.programme.models import Programme
    from kinward_web.serving.demo_programme import make_programme
    from kinward_web.serving.people import make_people

    make_people()
    make_programme(timezone.localdate())
    by = User.objects.get(email="analyst@demo.example")
    paper = build(
        by=by, kind="board", asked=Paper.Asked.BOTH, programme=Programme.objects.get(),
        meeting=None, meeting_words="", meeting_day=None, key="paper",
    )  # fmt: skip
    return paper.job


def _ask_for_work(runs: int) -> list[Any]:
    """A forecast and a try of the plan."""
    from kinward_web.accounts.models import User
    from kinward_web.planning.actions.forecasts import run_forecast
    from kinward_web.planning.actions.trials import try_plan
    from kinward_web.planning.asked import usual
    from kinward_web.planning.models import Plan

    by, key = User.objects.get(email="owner@made-up.example"), secrets.token_hex(8)
    asked = usual().as_json | {"runs": runs}
    run = run_forecast(by=by, name=f"Of {key}", asked=asked, key=key)
    tried = try_plan(by=by, plan=Plan.objects.get(), asked=asked, key=key)
    return [run.job, tried.job]


def _sign_in(people: int) -> list[Person]:
    """The office, signed in; each role in its share, so that a small one lacks some."""
    from kinward_web.accounts.models import Area, User

    whole = sum(_OFFICE.values())
    roles = [role for role, many in _OFFICE.items() for _ in range(many)]
    chosen = [roles[number * whole // people] for number in range(people)]
    found = []
    for number, role in enumerate(chosen):
        user = User.objects.create_user(
            f"person-{number}@made-up.example", None, name=f"Person {number}", role=role
        )
        side = ""
        if role == "team_manager":
            side = "Made-up North" if number % 2 else "Made-up South"
            user.areas.add(Area.objects.get_or_create(name=side)[0])
        found.append(Person(f"{role} {side}", _cookie(user)))
    return found


def _cookie(user: Any) -> str:
    from django.conf import settings

    return f"{settings.SESSION_COOKIE_NAME}={signed_in(user)}"


@contextmanager
def _running(port: int, log: Path) -> Iterator[None]:
    """The pages and a worker, as `kinward serve` runs them, while something is done."""
    words = [HOST, str(port), str(_PROCESSES), str(_THREADS)]
    command = [sys.executable, "-m", "kinward_web.serving.processes", *words]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            _wait_for(port, process)
            yield
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            if get(port, "/health/ready").status == 200:
                return
        except OSError:
            pass
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the service did not start")
        time.sleep(0.2)


def _lines(log: Path) -> list[Line]:
    told = [json.loads(line) for line in log.read_text().splitlines() if line.startswith("{")]
    return [
        Line(each["route"], each["ms"], each["queries"])
        for each in told
        if each["logger"] == "kinward.requests"
    ]


def _figures(
    clicks: list[Click], lines: list[Line], walked: list[Line], reach: dict[str, Found]
) -> dict[str, Any]:
    by_route: dict[str, list[Click]] = defaultdict(list)
    for click in clicks:
        by_route[click.route].append(click)
    routes = sorted({route for one in reach.values() for route in one.pages})
    pages = [_page(route, by_route[route], lines) for route in routes if by_route[route]]
    return {
        "pages": pages,
        "walked": [_walked(route, walked + lines, reach) for route in routes],
        "clicks": len(clicks),
        "failed": [f"{click.route}: {click.status}" for click in clicks if click.status != 200],
        **_times("server", [line.ms for line in lines]),
        **_times("answered", [click.ms for click in clicks]),
        "broken": {each: status for one in reach.values() for each, status in one.broken.items()},
    }


def _page(route: str, clicks: list[Click], lines: list[Line]) -> dict[str, Any]:
    return {
        "route": route,
        "clicks": len(clicks),
        **_times("server", [line.ms for line in lines if line.route == route]),
        **_times("answered", [click.ms for click in clicks]),
    }


def _walked(route: str, lines: list[Line], reach: dict[str, Found]) -> dict[str, Any]:
    """What a page takes whoever opens it and however busy the service is."""
    weights = [one.weights[route] for one in reach.values() if route in one.weights]
    return {
        "route": route,
        "queries": max(line.queries for line in lines if line.route == route),
        "first_kb": round(max(first for _, first in weights) / 1000, 1),
        "after_kb": round(max(after for after, _ in weights) / 1000, 1),
    }


def _times(name: str, values: list[float] | list[int]) -> dict[str, int]:
    order = sorted(values)
    return {
        f"{name}_median_ms": round(median(order)),
        f"{name}_p95_ms": round(order[max(0, -(-len(order) * 95 // 100) - 1)]),
    }


def _database() -> str:
    from django.db import connection

    if connection.vendor != "postgresql":
        return connection.vendor
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        version = str(cursor.fetchone()[0]).split()[0]
        cursor.execute("SHOW fsync")
        durable = cursor.fetchone()[0] == "on"
    return f"PostgreSQL {version}{'' if durable else ' without fsync'}"


def _route_of(address: str) -> str:
    from django.urls import Resolver404, resolve

    try:
        return str(resolve(address.partition("?")[0]).route)
    except Resolver404:
        return "none"


if __name__ == "__main__":
    _authority, _folder, *_numbers = sys.argv[1:]
    _people, _seconds, _pause, _runs = map(float, _numbers)
    _told = main(
        Path(_authority), Path(_folder).resolve(), int(_people), _seconds, _pause, int(_runs)
    )
    print(json.dumps(_told))
