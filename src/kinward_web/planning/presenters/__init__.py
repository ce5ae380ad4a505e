"""Forecasts and plans as pages show them."""
