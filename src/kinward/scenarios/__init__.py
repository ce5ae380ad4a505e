"""What a change would do, and whether a plan reaches its target."""
