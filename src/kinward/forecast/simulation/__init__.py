"""The simulation: every child's days ahead, drawn many times. It knows nothing of money."""
