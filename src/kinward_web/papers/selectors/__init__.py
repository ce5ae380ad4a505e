"""Reading papers, for one person."""
