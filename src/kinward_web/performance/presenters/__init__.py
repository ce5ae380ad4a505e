"""The scorecard as pages show it."""
