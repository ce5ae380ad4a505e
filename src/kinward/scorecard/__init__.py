"""The scorecard: readings of measures against targets, with the rule in sight."""
