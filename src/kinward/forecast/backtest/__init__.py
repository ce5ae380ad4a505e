"""The back-test: what past forecasts would have said, beside what came."""
