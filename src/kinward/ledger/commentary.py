"""The commentary rule: which variances are large enough that somebody must explain them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinward.reference.parameters import parameter


@dataclass(frozen=True)
class CommentaryRule:
    """A line is explained where its forecast variance exceeds the greater of two limits.

    Attributes:
        pct: of the line's budget, in per cent.
        pence: of any line.
    """

    pct: Decimal
    pence: int

    def asks(self, variance: int, budget: int) -> bool:
        """Whether a variance, over or under, must be explained."""
        limit = max(self.pct * abs(budget) / 100, Decimal(self.pence))
        return abs(variance) > limit


def usual_rule() -> CommentaryRule:
    """The rule of the parameters `commentary_pct` and `commentary_pounds`."""
    pct, limit = parameter("commentary_pct").value, parameter("commentary_pounds").value
    return CommentaryRule(Decimal(repr(pct)), int(Decimal(repr(limit)) * 100))
