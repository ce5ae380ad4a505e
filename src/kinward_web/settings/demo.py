"""`make run`: the demonstration authority on this machine alone, over plain HTTP."""

from __future__ import annotations

from kinward_web.settings.base import *  # noqa: F403
from kinward_web.settings.base import DATA_DIR
from kinward_web.settings.local_secret import local_secret
from kinward_web.settings.logs import LOGGING
from kinward_web.settings.sign_in import *  # noqa: F403

SECRET_KEY = local_secret(DATA_DIR)
DEMONSTRATION = True
FORCE_TOTP = False
AUTHORITY = "Demonstration authority"
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
SESSION_COOKIE_AGE = 8 * 3600
# What is printed before the first page is opened stays in sight.
LOGGING["loggers"]["kinward.requests"] = {"level": "WARNING"}
