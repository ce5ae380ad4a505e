"""Compiles what the tests simulate with, once: else each process of a run does it for itself.

    tests/compile_ahead.py forecast
    tests/compile_ahead.py plans

The two share little, so they go side by side.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kinward.forecast.compiled import kept
from paper_council import Council

_LAST: Final = {"forecast": "kernel.simulate", "plans": "kernel.simulate_plans"}
"""What is compiled after all that it calls."""
_DAY: Final = date(2025, 11, 30)


def main(what: str) -> None:
    """Forecast a small authority or try a plan on it, where that has not been compiled yet."""
    if kept(_LAST[what]):
        return
    with TemporaryDirectory() as folder:
        council = Council(Path(folder), children=30, seed=1)
        council.forecast(_DAY) if what == "forecast" else council.tried(_DAY)


if __name__ == "__main__":
    main(sys.argv[1])
