"""`kinward serve` on one's own machine: as in service, without HTTPS and for it alone."""

from __future__ import annotations

from kinward_web.settings.base import *  # noqa: F403
from kinward_web.settings.base import DATA_DIR
from kinward_web.settings.local_secret import local_secret
from kinward_web.settings.logs import LOGGING  # noqa: F401
from kinward_web.settings.sign_in import *  # noqa: F403

SECRET_KEY = local_secret(DATA_DIR)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
