"""What must be in place before the service starts."""

from __future__ import annotations

import os
from io import StringIO
from pathlib import Path

from kinward.errors import InputError


def choose_settings(module: str, data: Path) -> None:
    """Set up Django with the settings and the data folder.

    Raises:
        InputError: a setting is missing or cannot be used.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = module
    os.environ["KINWARD_DATA_DIR"] = str(data)
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ.setdefault("NUMBA_CACHE_DIR", str(data / "numba"))
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise InputError(str(error).rstrip("."), where="settings") from error
    from django.conf import settings

    if not settings.ALLOWED_HOSTS:
        raise InputError(
            "Nothing says by which names people open the service",
            where="KINWARD_HOSTS",
            remedy="Set it to those names, split by commas.",
        )


def prepare() -> None:
    """Bring the database up to date and set the pages' styles and scripts out.

    Raises:
        InputError: styles and scripts were not built.
    """
    from django.conf import settings
    from django.core.management import call_command

    if not (Path(settings.PACKAGE) / "static" / "built" / "kinward.css").is_file():
        raise InputError(
            "The pages' styles and scripts were not built",
            where="src/kinward_web/static/built",
            remedy="Run 'npm ci && npm run build' in the repository (make does it).",
        )
    update_database()
    call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())


def update_database() -> None:
    """Bring the database up to this release."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
