"""Logs as one JSON object a line, without personal data: no body, no query, no text of an error."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """What happened, where and when. An unforeseen error gives its kind and place, never its text,
    which may hold a child's value."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[0] is not None:
            said["error"] = record.exc_info[0].__name__
            said["where"] = _places(record)
        elif (request := getattr(record, "request", None)) is not None:
            # Django's own words hold the address, which may hold what somebody typed.
            said["message"] = "request"
            match = getattr(request, "resolver_match", None)
            said["route"] = match.route if match is not None else "none"
            said["status"] = getattr(record, "status_code", None)
        else:
            said["message"] = record.getMessage()
        said.update(getattr(record, "told", {}))
        return json.dumps(said)


def _places(record: logging.LogRecord) -> list[str]:
    import traceback

    trace = record.exc_info[2] if record.exc_info else None
    frames = traceback.extract_tb(trace)
    own = [each for each in frames[:-1] if "kinward" in each.filename][-4:]
    return [f"{each.name}:{each.lineno}" for each in [*own, *frames[-1:]]]


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kinward_web.settings.logs.JsonLines"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["out"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["out"], "level": "WARNING", "propagate": False},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
