"""Pages of forecasts and plans."""
