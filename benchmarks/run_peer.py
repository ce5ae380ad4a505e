"""Times the peer on one flat folder of returns. Runs in the peer's own environment.

Load is its container's enriched view (read, join, clean, ages, categories); fit is its stock,
transition rates and entrants. Arguments: repeats, folder.
"""

import json
import sys
from time import perf_counter

from cs_demand_model import Config, DemandModellingDataContainer, PopulationStats, fs_datastore


def load_and_fit(folder: str) -> None:
    config = Config()
    container = DemandModellingDataContainer(fs_datastore(folder), config)
    stats = PopulationStats(container.enriched_view, config)
    stats.stock_at(container.end_date)
    stats.raw_transition_rates(container.start_date, container.end_date)
    stats.daily_entrants(container.start_date, container.end_date)


if __name__ == "__main__":
    times = []
    for _ in range(int(sys.argv[1])):
        began = perf_counter()
        load_and_fit(sys.argv[2])
        times.append(perf_counter() - began)
    print(json.dumps({"best_s": min(times)}))
