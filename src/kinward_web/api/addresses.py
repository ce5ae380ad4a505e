"""Every address of the API: those that offer something are registered when they are imported."""

from __future__ import annotations

from kinward_web.api import figures, following  # noqa: F401
from kinward_web.api.offering import NEEDED, api

__all__ = ["NEEDED", "api"]
