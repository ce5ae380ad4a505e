"""Reading forecasts and plans, always for one person."""
