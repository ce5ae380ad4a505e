"""Speed, against the peer and against the limit of the machine, as ratios in one run. Not tests."""
