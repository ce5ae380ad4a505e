"""The service with the demonstration authority: the end of `make run`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, NoReturn

from kinward.errors import KinwardError
from kinward_web.serving.demo_trajectory import make_trajectory
from kinward_web.serving.processes import become, refuse_taken
from kinward_web.serving.ready import choose_settings, prepare

_HOST: Final = "127.0.0.1"
PORT: Final = 8000


def main(folder: Path, port: int = PORT) -> NoReturn:
    """Load the demonstration authority, make its people, print them, and serve.

    Args:
        folder: that of the demonstration; the service's data goes into `service` in it.
    """
    refuse_taken(_HOST, port)
    # A database that is named in the environment is somebody's own: nothing made up goes into it.
    os.environ.pop("DATABASE_URL", None)
    choose_settings("kinward_web.settings.demo", folder / "service")
    prepare()
    _load(folder / "authority")
    from django.utils import timezone

    from kinward_web.serving.demo_programme import make_programme
    from kinward_web.serving.people import PASSWORD, make_people

    people = make_people()
    make_programme(timezone.localdate())
    print(f"\nThe service is on http://{_HOST}:{port} (Ctrl-C stops it). Sign in as:\n")  # noqa: T201
    width = max(len(role) for role, _ in people)
    for role, email in people:
        print(f"  {role:<{width}}  {email}")  # noqa: T201
    print(f"\n  password of each: {PASSWORD}\n")  # noqa: T201
    become(_HOST, port, processes=2, threads=4)


def _load(data: Path) -> None:
    """Load the authority where nothing is loaded yet."""
    from kinward_web.intake.loading import load
    from kinward_web.intake.selectors import live

    if live() is None:
        make_trajectory(data)
        print("Loading the demonstration authority into the service", flush=True)  # noqa: T201
        load(data, told=lambda line: print(f"  {line}", flush=True))  # noqa: T201


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]).resolve(), *map(int, sys.argv[2:]))
    except KinwardError as error:
        print(f"kinward: {error}", file=sys.stderr)  # noqa: T201
        sys.exit(2)
