"""A made-up authority that looks real, for demonstrations and tests. Nobody in it exists."""
