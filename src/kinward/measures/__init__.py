"""Definitions of measures: key, unit, formula in words, polarity and source."""
