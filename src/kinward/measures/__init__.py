"""Definitions of measures: key, unit, formula in words, polarity and source."""

from kinward.measures.library import MEASURES
from kinward.measures.measure import Charted, Frequency, Measure, Polarity, ToDate, Unit

__all__ = ["MEASURES", "Charted", "Frequency", "Measure", "Polarity", "ToDate", "Unit"]
