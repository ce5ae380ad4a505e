"""Pages about the children looked after."""
