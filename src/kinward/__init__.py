"""Kinward: planning for the children a council looks after."""
