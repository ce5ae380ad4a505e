"""Made-up authorities for the benchmarks, kept in build/bench and made once."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

CHILDREN = 600


def authority(build: Path, seed: int, years: int, children: int = CHILDREN) -> Path:
    """The folder of an authority's returns."""
    return next(iter(authorities(build, [seed], years, children)))


def authorities(
    build: Path, seeds: Iterable[int], years: int, children: int = CHILDREN
) -> list[Path]:
    """The folders of several authorities' returns, made side by side where they are absent."""
    size = "" if children == CHILDREN else f"-{children}-children"
    folders = {seed: build / f"authority-{years}-years{size}-{seed}" for seed in seeds}
    absent = [
        (folder, seed, years, children)
        for seed, folder in folders.items()
        if not (folder / "READ_ME.txt").exists()
    ]
    if absent:
        print(f"Making up {len(absent)} authorities of {years} years", flush=True)
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            list(pool.map(_make, absent))
    return [folder / "returns" for folder in folders.values()]


def _make(job: tuple[Path, int, int, int]) -> None:
    from kinward.synthetic import synthesise

    folder, seed, years, children = job
    synthesise(folder, children=children, years=years, seed=seed)
