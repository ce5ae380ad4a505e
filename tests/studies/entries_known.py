"""How well next year's entries could be told by someone who knew the law of an authority's levels.

The worlds draw families as a Cox process with a smooth Gaussian log level and, for some processes,
steps. Four forecasters see the same ten years of months: the engine; one who knows the law of the
level (its kind, spread and memory) but no step; one who knows the steps as well; and one who knows
the hidden level itself today. What the engine leaves to the second could be learned; what the
second leaves to the third could not, for a step is known only afterwards.

Run as a module it prints the table of docs/method.md: `python -m studies.entries_known` in `tests`.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.forecast.entries import level
from kinward.forecast.entries.kernels import Kernel
from kinward.forecast.settings import settings as engine_settings
from worlds.catalogue import Process, nature_file, processes
from worlds.levels import ENTRIES, begin, follow, spread, steps

Floats = NDArray[np.float64]

ENGINE, LAW, STEPS, TRUTH, LAST = "engine", "law", "law and steps", "hidden level", "last year"
MODELS: Final = (ENGINE, LAW, STEPS, TRUTH, LAST)
_YEARS: Final = 10
_MONTH_DAYS: Final = 365.25 / 12
_FUTURES: Final = 200
_SHIFTS: Final = (0.0, 1.5, 3.0)
"""How long before the last origin of `worlds/settings.toml` the day may be, in years."""
_KNOWN_TREND_SD: Final = 1e-3


def study(seeds: int, cases_a_year: float = 120.0) -> pl.DataFrame:
    """Cases of the next year as forecast and as they came: a row a process, seed and model."""
    rows = [
        _forecast(name, process, seed, cases_a_year)
        for name, process in processes().items()
        for seed in range(seeds)
    ]
    return pl.DataFrame(rows)


def errors(found: pl.DataFrame) -> dict[str, float]:
    """Each model's mean absolute error, in per cent of what came (of the logarithm)."""
    return {
        model: float((100 * (found[model] / found["came"]).log().abs()).mean()) for model in MODELS
    }


def _forecast(name: str, process: Process, seed: int, cases_a_year: float) -> dict[str, object]:
    rng = np.random.default_rng([seed, *name.encode()])
    months = 12 * _YEARS
    month = (np.arange(int((months + 12) * _MONTH_DAYS)) / _MONTH_DAYS).astype(np.int64)
    today = int(np.searchsorted(month, months))
    paths = follow(process, begin(process, rng), 1, len(month), rng)
    since = (np.arange(len(month)) - today - 365.25 * rng.choice(_SHIFTS)).astype(np.float64)
    step = steps(process.entries, since) - steps(process.entries, np.zeros(1))[0]

    def monthly(days: Floats) -> Floats:
        return np.bincount(month, weights=days) / np.bincount(month)

    own = nature_file()["entry"]["month_noise"]
    noise = rng.standard_normal(months + 12) * own - own * own / 2
    rate = monthly(np.exp(paths.level(ENTRIES)[0] + step)) * cases_a_year / 12
    counts = rng.poisson(rate * np.exp(noise)).astype(np.float64)
    year = step[today:]
    ahead = follow(process, paths.on(today), _FUTURES, len(year), rng).level(ENTRIES)
    seen, stepped = counts[:months], monthly(step)
    return {
        "process": name,
        "came": float(counts[months:].sum()),
        ENGINE: 12 * float(np.exp(level.expected_log_rate(_engine(seen)))),
        LAW: _known(process, seen, np.zeros(months + 12), engine_settings().family.trend_sd),
        STEPS: _known(process, seen, stepped, _KNOWN_TREND_SD),
        TRUTH: float(np.exp(ahead + year).mean() * cases_a_year),
        LAST: float(seen[-12:].sum()),
    }


def _engine(seen: Floats) -> level.Level:
    return level.fit(seen, np.ones(len(seen)), engine_settings().family)


def _known(process: Process, seen: Floats, stepped: Floats, trend_sd: float) -> float:
    """Next year's cases by the exact law of the level, with the steps given by month."""
    kernel = Kernel(sqrt(3.0) / process.memory_years, smooth=True)
    noise = nature_file()["entry"]["month_noise"] ** 2
    wide = spread(process.entry_change, process.memory_years)
    one = level.Component(kernel, wide, noise, 0.0)
    prior = replace(engine_settings().family, trend_sd=trend_sd)
    told = level.fit(seen, np.exp(stepped[: len(seen)]), prior, [one])
    middle = level.futures(told, 12, np.zeros((1, 3 + level.future_nodes(12))), np.zeros(1))
    return float(np.exp(middle.log_rate[0] + stepped[len(seen) :]).sum())


if __name__ == "__main__":
    for model, error in errors(study(40)).items():
        print(f"| {model} | {error:.1f} |")  # noqa: T201
