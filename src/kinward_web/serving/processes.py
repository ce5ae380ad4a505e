"""The processes of the service: gunicorn for the pages, a worker for long work."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess  # nosec B404
import sys
import threading
import time
from typing import Final, NoReturn

from kinward.errors import ArgumentError

_log = logging.getLogger(__name__)
_PATIENCE_S: Final = 25.0
"""Longer than a worker's grace and than what gunicorn gives the pages in hand."""
_LOOK_S: Final = 0.2
_PAGES: Final = (sys.executable, "-m", "gunicorn", "-c", "python:kinward_web.serving.gunicorn")
_WORKER: Final = (sys.executable, "-m", "kinward_web.manage", "worker")


def refuse_taken(host: str, port: int) -> None:
    """See that nothing else listens there.

    Raises:
        ArgumentError: something does, or the address is not of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ArgumentError(
                f"The service cannot listen there ({error.strerror})",
                where=f"{host}:{port}",
                remedy="Stop what listens there, or give another --port.",
            ) from error


def become(host: str, port: int, *, processes: int, threads: int) -> NoReturn:
    """Run the service in this process's place, without what was loaded to prepare it."""
    words = [host, str(port), str(processes), str(threads)]
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "kinward_web.serving.processes", *words]
    os.execv(sys.executable, command)  # nosec B606


def serve(host: str, port: int, *, processes: int, threads: int) -> int:
    """Run pages and worker until one ends or a signal comes; all of them end together.

    Returns:
        0 after a signal; else 1, since none of them should end by itself.
    """
    asked = threading.Event()
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, lambda *_: asked.set())
    own = os.environ | {
        "KINWARD_BIND": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "KINWARD_PROCESSES": str(processes),
        "KINWARD_THREADS": str(threads),
    }
    # Groups of their own: Ctrl-C reaches this process alone, which ends them in order.
    running = [
        subprocess.Popen(command, env=own, process_group=0)  # nosec B603
        for command in (_PAGES, _WORKER)
    ]
    try:
        while not asked.wait(_LOOK_S) and all(each.poll() is None for each in running):
            pass
    finally:
        _end(running)
    if not asked.is_set():
        _log.error("the pages or the worker ended by themselves; all was stopped")
    return 0 if asked.is_set() else 1


def _end(running: list[subprocess.Popen[bytes]]) -> None:
    for each in running:
        if each.poll() is None:
            each.terminate()
    until = time.monotonic() + _PATIENCE_S
    for each in running:
        try:
            each.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(each.pid, signal.SIGKILL)
            each.wait()


if __name__ == "__main__":
    _host, *_numbers = sys.argv[1:]
    _port, _processes, _threads = map(int, _numbers)
    sys.exit(serve(_host, _port, processes=_processes, threads=_threads))
