"""The statutory return: read in any vintage, checked by rules, repaired with a log."""
