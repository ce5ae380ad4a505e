"""How gunicorn runs the pages."""

from __future__ import annotations

import os
from typing import Any

wsgi_app = "kinward_web.wsgi:application"
bind = os.environ.get("KINWARD_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("KINWARD_PROCESSES", "2"))
threads = int(os.environ.get("KINWARD_THREADS", "4"))
worker_class = "gthread"
# Not preloaded: Polars starts threads, which a process that is forked afterwards does not have.
preload_app = False
timeout = 120
graceful_timeout = 15
keepalive = 5
max_requests = 5000
max_requests_jitter = 500
loglevel = "warning"
logger_class = "kinward_web.serving.quiet_log.QuietLogger"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Draw the pages that the first people would otherwise wait for, and go on to look for new
    figures."""
    from django.db import connections

    from kinward_web.serving.warming import Warming

    warming = Warming()
    warming.look()
    # This thread answers nobody, and would hold its connection for good.
    connections.close_all()
    warming.go_on()
