"""The same on a Dask cluster: on a local one, whose workers are processes."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from distributed import LocalCluster

from authorities_documents import figures, of
from builders_trials import write_plans
from crew import tenfold
from kinward import distributed
from kinward.authorities import Row, Summary, forecast_each
from kinward.authorities.elsewhere import forecast_on
from kinward.authorities.plans import Plans, try_plans, try_plans_each
from kinward.errors import ArgumentError, InputError
from kinward.forecast.as_json import document
from kinward.pipeline import Ahead, Inputs, forecast

ASKED = Ahead(months=6, runs=20, seed=5)


def _local(workers: int) -> LocalCluster:
    """A cluster of processes, without the web page; what is left of it takes any free port."""
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=":0",
        scheduler_kwargs={"dashboard": False},
    )


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two processes."""
    with _local(2) as cluster:
        yield cluster.scheduler_address


def test_figures_are_the_same_to_the_bit_as_here(
    county: Path, done: tuple[Path, Summary[Row]], scheduler: str, tmp_path: Path
) -> None:
    out, here = done
    summary = forecast_each(
        county, tmp_path / "out", Inputs(returns=()), ASKED, scheduler=scheduler
    )
    assert summary == here
    for name in ("Ambridge", "Borchester"):
        told = of(tmp_path / "out", name)
        assert figures(told) == figures(of(out, name))
        assert told["request"] == of(out, name)["request"]
    written = (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")
    assert written == (out / "summary.csv").read_text(encoding="utf-8")


def test_what_is_there_already_is_not_done_again_elsewhere(
    county: Path, done: tuple[Path, Summary[Row]], scheduler: str, tmp_path: Path
) -> None:
    results = shutil.copytree(done[0], tmp_path / "results")
    before = (results / "Ambridge.json").stat().st_mtime_ns
    summary = forecast_each(county, results, Inputs(returns=()), ASKED, scheduler=scheduler)
    assert summary.already == 2
    assert (results / "Ambridge.json").stat().st_mtime_ns == before


@pytest.mark.parametrize("threads", [1, 2])
def test_one_authority_is_the_same_on_the_cluster(
    county: Path, scheduler: str, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(county)
    asked = Ahead(months=6, runs=20, seed=5, threads=threads)
    inputs = Inputs(returns=(Path("Borchester.zip"),))
    there = forecast_on(scheduler, inputs, asked)
    assert figures(document(there)) == figures(document(forecast(inputs, asked)))


def test_plans_are_the_same_to_the_bit_as_here(
    county: Path, scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = write_plans(tmp_path)
    monkeypatch.chdir(tmp_path)
    shutil.copytree(county / "Ambridge", tmp_path / "county" / "Ambridge")
    every = Plans(tuple(Path(each.name) for each in plans.values()))
    inputs = Inputs(returns=(Path("county/Ambridge/returns"),))
    asked = replace(ASKED, prices=Path("county/Ambridge/prices.csv"))
    here = try_plans(inputs, every, Path("here"), asked)
    there = try_plans(inputs, every, Path("there"), asked, scheduler=scheduler)
    assert there == here
    assert list(there.failed) == ["nonsense"]
    for name in ("fewer", "sooner"):
        assert of(Path("there"), name) == of(Path("here"), name)

    good = Plans(every.files[:2])
    each = try_plans_each(
        Path("county"), Inputs(returns=()), good, Path("each"), asked, scheduler=scheduler
    )
    assert [(row.authority, row.plan) for row in each.rows] == [
        ("Ambridge", "fewer"),
        ("Ambridge", "sooner"),
    ]
    for name in ("fewer", "sooner"):
        assert of(Path("each") / "Ambridge", name)["result"] == of(Path("here"), name)["result"]


def test_its_errors_come_back_as_they_are_here(county: Path, scheduler: str) -> None:
    with pytest.raises(InputError, match="this is not a return"):
        forecast_on(scheduler, Inputs(returns=(county / "Felpersham",)), ASKED)


def test_an_error_takes_the_place_of_its_result(scheduler: str) -> None:
    with distributed.connect(scheduler) as cluster:
        found = dict(cluster.each(tenfold, range(5)))
    assert {item: found[item] for item in range(3)} == {0: 0, 1: 10, 2: 20}
    assert str(found[3]) == "--number: Three is too many. Take two."
    assert "ValueError" in str(found[4])
    assert "C0004" not in str(found[4])


def test_a_path_that_workers_do_not_see_is_told(scheduler: str) -> None:
    mine = Path(f"/proc/self/task/{os.getpid()}")
    if not mine.exists():
        pytest.skip("There is no /proc here")
    with (
        pytest.raises(InputError, match=r"does not see this.*under the same path"),
        distributed.connect(scheduler, [mine]),
    ):
        pass


def test_another_version_on_a_worker_is_told(
    scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(distributed, "version", lambda _: str(os.getpid()))
    with (
        pytest.raises(ArgumentError, match="Install the same version of Kinward on every worker"),
        distributed.connect(scheduler),
    ):
        pass


def test_a_cluster_without_workers_is_told() -> None:
    with (
        _local(0) as empty,
        pytest.raises(ArgumentError, match=r"has no workers\. Start one or more: dask worker"),
        distributed.connect(empty.scheduler_address),
    ):
        pass


@pytest.mark.parametrize("address", ["nonsense", "foo://here:8786", "127.0.0.1:1"])
def test_an_address_where_nobody_answers_is_told_within_seconds(
    county: Path, tmp_path: Path, address: str
) -> None:
    began = perf_counter()
    with pytest.raises(ArgumentError, match=f"No scheduler of Dask answers at '{address}'"):
        forecast_each(county, tmp_path / "out", Inputs(returns=()), ASKED, scheduler=address)
    assert perf_counter() - began < 8
    assert not (tmp_path / "out").exists()


def test_a_port_that_is_something_else_is_told_within_seconds() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        began = perf_counter()
        with (
            pytest.raises(ArgumentError, match="No scheduler of Dask answers"),
            distributed.connect(f"127.0.0.1:{mute.getsockname()[1]}"),
        ):
            pass
        assert perf_counter() - began < 8


def test_without_dask_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ArgumentError, match=r"pip install 'kinward\[cluster\]'"),
        distributed.connect("127.0.0.1:8786"),
    ):
        pass
