"""Forecasts and plans."""
