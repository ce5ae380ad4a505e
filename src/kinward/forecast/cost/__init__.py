"""What the children ahead will cost: paths times prices. It never changes a path."""

from kinward.forecast.cost.day_prices import check_uplift, day_prices, today_prices
from kinward.forecast.cost.figures import cost
from kinward.forecast.cost.prices import PRICES_SCHEMA, notes, read_prices

__all__ = [
    "PRICES_SCHEMA",
    "check_uplift",
    "cost",
    "day_prices",
    "notes",
    "read_prices",
    "today_prices",
]
