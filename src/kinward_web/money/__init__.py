"""Budget, outturn, variance, providers."""
