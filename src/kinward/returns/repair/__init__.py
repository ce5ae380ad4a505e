"""The repairs of the return, one a file."""
