"""The benchmark of the pages in short, on SQLite: what does not depend on the machine holds."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.write_up_service import LIMITS, over, service_section

_ROOT = Path(__file__).parents[2]
_PROGRAM = """
import json, sys
from pathlib import Path
from benchmarks import service_load
print(json.dumps(service_load.run(
    Path(sys.argv[1]), children=60, years=2, people=2, seconds=2, pause=0.2, runs=20,
    postgres=False,
)))
"""


@pytest.mark.long
def test_no_page_fails_asks_the_database_too_often_or_weighs_too_much(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        cwd=_ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-3000:]
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["broken"] == {}
    assert told["failed"] == []
    assert 0 < told["server_median_ms"] <= told["answered_p95_ms"]
    walked = {page["route"]: page for page in told["walked"]}
    assert {
        "", "children/", "children/child/<slug:pseudonym>/", "data/", "money/", "forecast/",
        "plans/<int:pk>/tries/<int:number>/", "account/me/", "reports/papers/<int:pk>/exempt/",
        "programmes/<slug:slug>/meeting/<int:pk>/", "scorecard/measures/<slug:measure>/",
    } <= set(walked)  # fmt: skip
    for page in walked.values():
        assert 0 < page["queries"] <= LIMITS["queries"], page
        assert page["after_kb"] < page["first_kb"] <= LIMITS["first_kb"], page
        assert page["after_kb"] <= LIMITS["after_kb"], page


def test_a_limit_that_is_exceeded_is_told() -> None:
    timed = {
        "route": "children/", "clicks": 9, "server_median_ms": 301, "server_p95_ms": 800,
        "answered_p95_ms": 900,
    }  # fmt: skip
    walked = {"route": "children/", "queries": 26, "first_kb": 500.0, "after_kb": 150.0}
    told = {
        "pages": [timed], "walked": [walked], "children": 600, "years": 10,
        "database": "PostgreSQL 15", "people": 30,
        "seconds": 300.0, "pause": 5.0, "runs": 1000, "loading_s": 60.0, "clicks": 9, "failed": [],
        "broken": {"help/<slug:key>/": 404},
        "server_median_ms": 1, "server_p95_ms": 1, "answered_median_ms": 1, "answered_p95_ms": 1,
    }  # fmt: skip
    assert len(over(told)) == 3
    section = service_section(told)
    assert "| Kinds of link that lead to an error | 1 | 0 |" in section
    assert "`/help/<slug:key>/`: a page leads there, and it answers with 404" in section
    assert "301 milliseconds, median (limit 300)" in section
    assert "26 queries (limit 25)" in section
    assert "Not measured: none here" in service_section({"skipped": "none here"})
