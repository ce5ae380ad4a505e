"""Asks the pages of this machine whether they are ready: for the health check of a container."""

from __future__ import annotations

import os
import sys
from http.client import HTTPConnection, HTTPException


def ready(port: int, host: str) -> bool:
    """Whether `/health/ready` answers with 200.

    Args:
        host: one of the names by which the service is known.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health/ready", headers={"Host": host})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    _port = int(os.environ.get("KINWARD_BIND", "127.0.0.1:8000").rpartition(":")[2])
    _host = os.environ.get("KINWARD_HOSTS", "").split(",")[0] or "127.0.0.1"
    sys.exit(0 if ready(_port, _host) else 1)
