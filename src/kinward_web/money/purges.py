"""What the purge removes of closed months: the record behind them, which tells of children."""

from __future__ import annotations

from kinward_web.accounts.retention import Asked, purge
from kinward_web.money.models import ClosedMonth


@purge(order=50, words="records behind closed months")
def closed_months(asked: Asked) -> int:
    """Files of months that were closed longer ago than files are kept; that the month was closed,
    and with which total, stays."""
    old = ClosedMonth.objects.filter(made__lt=asked.before(asked.settings.keep_files_months))
    return old.exclude(files={}).update(files={})
