"""Definitions of measures: key, unit, formula in words, polarity and source."""

from kinward.measures.library import MEASURES
from kinward.measures.measure import Measure, Polarity, Unit

__all__ = ["MEASURES", "Measure", "Polarity", "Unit"]
