"""Months that were closed: the position as it was reported, and the record that it came from."""

from kinward.ledger.closed.close import close_month
from kinward.ledger.closed.kept import Closed, closed_months, last_closed, read_closed

__all__ = ["Closed", "close_month", "closed_months", "last_closed", "read_closed"]
