"""Reading programmes."""
