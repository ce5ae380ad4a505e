"""Calling a function in several processes: results, errors, and processes that end."""

from __future__ import annotations

import os

import pytest

from crew import tenfold, threads
from kinward.authorities.processes import each
from kinward.errors import KinwardError


def test_results_and_errors_come_for_every_item_also_where_a_process_ends() -> None:
    found = dict(each(tenfold, range(8), 2))

    errors = {item: str(found.pop(item)) for item in (3, 4, 5)}
    assert found == {0: 0, 1: 10, 2: 20, 6: 60, 7: 70}
    assert errors[3] == "--number: Three is too many. Take two."
    assert "ValueError" in errors[4]
    assert "C0004" not in errors[4]
    assert "ended the process" in errors[5]


def test_each_process_has_one_thread_and_the_environment_is_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("POLARS_MAX_THREADS", "7")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)

    found = [result for _, result in each(threads, range(4), 2, first_alone=True)]

    assert not any(isinstance(result, KinwardError) for result in found)
    assert {count for _, count in found} == {1}  # type: ignore[misc]
    assert os.getpid() not in {process for process, _ in found}  # type: ignore[misc]
    assert os.environ["POLARS_MAX_THREADS"] == "7"
    assert "OMP_NUM_THREADS" not in os.environ


def test_a_caller_who_stops_early_leaves_no_process() -> None:
    results = each(tenfold, range(1000), 2)
    first = next(results)
    results.close()  # type: ignore[attr-defined]

    from multiprocessing import active_children

    assert first[1] == 10 * first[0]
    assert active_children() == []
