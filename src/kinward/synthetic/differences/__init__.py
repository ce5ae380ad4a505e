"""Differences between the ledger and the return, planted on purpose and listed."""
