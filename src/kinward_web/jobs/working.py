"""A worker: takes jobs from the queue, and gives back what it cannot finish when told to stop."""

from __future__ import annotations

import logging
import os
import threading
from types import FrameType
from typing import Final

from django.db import Error, close_old_connections, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from kinward_web.jobs.actions import give_back, pick_up
from kinward_web.jobs.alive import say_alive
from kinward_web.store import sweep_lent

_log = logging.getLogger(__name__)
GRACE_S: Final = 10.0
_LOOK_S: Final = 15.0


class Working(Worker):
    """The queue's own worker, which also looks after jobs whose worker has died."""

    def __init__(self, *, interval: float, batch: bool, grace: float) -> None:
        super().__init__(
            queue_names=["default"],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self._grace = grace
        self._in_hand: DBTaskResult | None = None
        self._told = threading.Event()
        self._over = threading.Event()

    def work(self) -> None:
        """Work until a signal comes, or in a batch until nothing is waiting."""
        self.configure_signals()
        sweep_lent()
        self._look()
        watches = [threading.Thread(target=each, daemon=True) for each in (self._watch, self._end)]
        for each in watches:
            each.start()
        try:
            self.run()
        finally:
            self._over.set()
            self._told.set()
            for each in watches:
                each.join()

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do one, and know which it is while it is done."""
        self._in_hand = db_task_result
        try:
            super().run_task(db_task_result)
        finally:
            self._in_hand = None

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Take no more work; the job in hand has its grace, a second signal ends at once."""
        self._told.set()
        super().shutdown(signum, frame)

    def _watch(self) -> None:
        """Look every few seconds for jobs whose worker has died."""
        try:
            while not self._over.wait(_LOOK_S):
                close_old_connections()
                try:
                    self._look()
                except Error:
                    _log.exception("the database was not reached")
        finally:
            connection.close()

    def _look(self) -> None:
        pick_up()
        say_alive()

    def _end(self) -> None:
        """Once the grace is over, give the job in hand back and end, wherever its work is."""
        self._told.wait()
        task = self._in_hand
        if self._over.wait(self._grace) or task is None:
            return
        if give_back(str(task.task_result.args[0])):
            os._exit(0)
        connection.close()
