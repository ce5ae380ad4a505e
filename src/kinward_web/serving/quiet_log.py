"""Gunicorn's own log, which must hold no address: an address can name a child."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.glogging import Logger


class QuietLogger(Logger):
    """Tells of an error that even the error page could not tell of by its kind alone."""

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log the kind of the error; its text and the address stay out."""
        kind = sys.exc_info()[0]
        self.error("a request failed (%s)", kind.__name__ if kind else "no error")
