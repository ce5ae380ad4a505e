"""The money of each snapshot."""

from __future__ import annotations

from collections.abc import Sequence

from kinward_web.figures import Made, Source, maker
from kinward_web.money.stands import closed_months, usual_forecast, where_it_stands
from kinward_web.money.telling import documents


@maker("money", order=30, words="Working out where the budget stands")
def money(source: Source) -> Sequence[Made]:
    """Where the budget stands, and its single placements; nothing where none were loaded."""
    if source.material.ledger() is None:
        return ()
    forecast = usual_forecast(source.material, source.forecast)
    with closed_months() as folder:
        stands = where_it_stands(source.material, source.baseline, forecast, folder)
    return () if stands is None else documents(stands, source.authority, source.limit)
