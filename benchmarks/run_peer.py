"""Times the peer on one flat folder of returns. Runs in the peer's own environment.

Load is its container's enriched view (read, join, clean, ages, categories); fit is its stock,
transition rates and entrants; with a number of days, its model's single path of so many daily steps
from the end of the data is part of the time too. Arguments: repeats, folder, days (may be left
out).
"""

import json
import sys
from time import perf_counter

from cs_demand_model import (
    Config,
    DemandModellingDataContainer,
    ModelPredictor,
    PopulationStats,
    fs_datastore,
)


def load_and_fit(folder: str) -> tuple[DemandModellingDataContainer, PopulationStats]:
    config = Config()
    container = DemandModellingDataContainer(fs_datastore(folder), config)
    stats = PopulationStats(container.enriched_view, config)
    stats.stock_at(container.end_date)
    stats.raw_transition_rates(container.start_date, container.end_date)
    stats.daily_entrants(container.start_date, container.end_date)
    return container, stats


def predict(container: DemandModellingDataContainer, stats: PopulationStats, days: int) -> None:
    model = ModelPredictor.from_model(stats, container.start_date, container.end_date)
    path = model.predict(days)
    if len(path) != days:
        raise SystemExit("The peer has not made every step")


if __name__ == "__main__":
    days = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    times, loads = [], []
    for _ in range(int(sys.argv[1])):
        began = perf_counter()
        fitted = load_and_fit(sys.argv[2])
        loads.append(perf_counter() - began)
        if days:
            predict(*fitted, days)
        times.append(perf_counter() - began)
    print(json.dumps({"best_s": min(times), "load_and_fit_s": min(loads)}))
