"""Reading the scorecard."""
