"""Services and changes that councils often plan, as actions to begin from."""
