"""A job while it runs: tells how far it is, and learns that it should stop."""

from __future__ import annotations

import logging
import threading
from time import monotonic
from types import TracebackType
from typing import Final

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from kinward_web.jobs.models import Job

_log = logging.getLogger(__name__)
_BEAT_S: Final = 5.0
_TELL_S: Final = 0.5


class StoppedError(Exception):
    """Somebody asked the job to stop."""


class Running:
    """Handed to the work of a job."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._told = 0.0
        self._stop = threading.Event()
        self._over = threading.Event()
        self._beat = threading.Thread(target=self._beating, daemon=True)

    def __enter__(self) -> Running:
        self._beat.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._beat.join()

    def tell(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work is.

        Raises:
            StoppedError: somebody asked for it to stop; let it pass.
        """
        if self._stop.is_set():
            raise StoppedError
        now = monotonic()
        if now - self._told < _TELL_S and done < total and not words:
            return
        self._told = now
        change: dict[str, object] = {"done": done, "total": total}
        if words:
            change["words"] = words
        Job.objects.filter(pk=self.job.pk).update(**change)
        if Job.objects.filter(pk=self.job.pk, stop_asked=True).exists():
            raise StoppedError

    def _beating(self) -> None:
        """Say every few seconds that the worker is alive."""
        try:
            while not self._over.wait(_BEAT_S):
                self._beat_once()
        finally:
            connection.close()

    def _beat_once(self) -> None:
        """A database that is busy or away for a moment does not end the beating."""
        try:
            close_old_connections()
            Job.objects.filter(pk=self.job.pk).update(seen_alive=timezone.now())
            if Job.objects.filter(pk=self.job.pk, stop_asked=True).exists():
                self._stop.set()
        except DatabaseError as error:
            _log.warning("a job's beat was missed: %s", type(error).__name__)
