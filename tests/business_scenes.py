"""Actions and savings for tests of the business case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinward.scenarios.plan.effects import Divert, Effect
from kinward.scenarios.plan.model import Action
from kinward.scenarios.plan.uncertain import Share

DIVERT = Divert(Decimal(60), Share(mean=Decimal("0.43"), weight=Decimal(20)))


def action(name: str = "One", effect: Effect = DIVERT, **changed: Any) -> Action:
    """An action from 1 April 2026 that is free unless told otherwise."""
    return Action(name, effect, **{"start": date(2026, 4, 1), **changed})


def same_in_all(*years: int, runs: int = 4) -> NDArray[np.float64]:
    """Savings by year, in pence, that are the same in every run."""
    return np.tile(np.array(years, dtype=np.float64), (runs, 1))
