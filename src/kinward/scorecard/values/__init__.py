"""Readings of the measures that Kinward counts: children, money and programme."""
