"""Why a forecast moved since the last one: the difference of two, split into parts that sum."""

from kinward.forecast.moved.model import PARTS, Earlier, Moved, Since
from kinward.forecast.moved.remembered import remember, remembered
from kinward.forecast.moved.split import split

__all__ = ["PARTS", "Earlier", "Moved", "Since", "remember", "remembered", "split"]
