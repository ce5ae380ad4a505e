"""What people do to the scorecard."""
