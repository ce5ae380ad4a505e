"""Times read, fit and simulate in one process that has loaded its libraries and what is compiled.

Arguments: folder, runs, months, repeats.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from kinward.forecast.model import Forecast
from kinward.pipeline import Ahead, Inputs, forecast


def best(inputs: Inputs, ahead: Ahead, repeats: int) -> tuple[float, Forecast]:
    """The shortest of several forecasts, and the last of them."""
    times = []
    for _ in range(repeats):
        began = perf_counter()
        given = forecast(inputs, ahead)
        times.append(perf_counter() - began)
    return min(times), given


if __name__ == "__main__":
    runs, months, repeats = (int(each) for each in sys.argv[2:5])
    inputs, ahead = Inputs(returns=(Path(sys.argv[1]),)), Ahead(runs=runs, months=months)
    forecast(inputs, replace(ahead, runs=1))
    with_drivers, _ = best(inputs, ahead, repeats)
    without, given = best(inputs, replace(ahead, explain=False), repeats)
    result = {
        "with_drivers_s": with_drivers,
        "without_drivers_s": without,
        "children": given.today["total"],
        "parts_s": given.timings,
    }
    print(json.dumps(result))
