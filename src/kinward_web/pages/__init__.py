"""Home, help, and what every page shares."""
