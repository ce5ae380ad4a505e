"""The ledger held against the return: where the two systems disagree, and what that costs."""

from kinward.ledger.match.model import Difference, Match, Tally
from kinward.ledger.match.reconcile import reconcile

__all__ = ["Difference", "Match", "Tally", "reconcile"]
