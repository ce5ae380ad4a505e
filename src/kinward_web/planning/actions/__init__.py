"""What people do with forecasts and plans: each function checks, writes and records."""
