"""The council's own virus scanner: a command that is given a file and ends with 0 when it is clean.

With ClamAV: KINWARD_VIRUS_SCAN="clamdscan --fdpass --no-summary".
"""

from __future__ import annotations

import logging
import shlex
import subprocess  # nosec B404
from pathlib import Path
from typing import Final

from django.conf import settings

from kinward.errors import InputError

_log = logging.getLogger(__name__)
_PATIENCE_S: Final = 300
_INFECTED: Final = 1
"""What ClamAV and most others end with when they find something."""


class InfectedError(InputError):
    """The scanner found something."""


def scan(path: Path, name: str) -> None:
    """Have a file scanned, where a scanner is set.

    Raises:
        InfectedError: it found something.
        InputError: it could not be run: a file that nobody has scanned does not come in.
    """
    if not settings.VIRUS_SCAN:
        return
    command = [*shlex.split(settings.VIRUS_SCAN), str(path)]
    try:
        # No shell: the command is the service's own, and the path is a random name of ours.
        ended = subprocess.run(  # nosec B603
            command,
            check=False,
            timeout=_PATIENCE_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ).returncode
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.error("virus scanner: %s", type(error).__name__)
        raise _not_scanned(name) from None
    if ended == _INFECTED:
        raise InfectedError(
            "The virus scanner refused the file, and it was not kept",
            where=name,
            remedy="Do not open it; tell your IT service.",
        )
    if ended:
        _log.error("virus scanner: ended with %s", ended)
        raise _not_scanned(name)


def _not_scanned(name: str) -> InputError:
    return InputError(
        "The virus scanner could not be run, so the file was not kept",
        where=name,
        remedy="Try again; if it fails again, tell whoever runs the service.",
    )
