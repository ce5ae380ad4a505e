"""The tests' settings: everything as in service, but for HTTPS and slow password hashes."""

from __future__ import annotations

import os
from pathlib import Path

from kinward_web.settings.test_folder import data_dir

os.environ["KINWARD_DATA_DIR"] = data_dir()

from kinward_web.settings.base import *  # noqa: F403
from kinward_web.settings.base import DATA_DIR
from kinward_web.settings.sign_in import *  # noqa: F403

SECRET_KEY = "only-for-tests-" * 5
AUTHORITY = "Testshire"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = Path(DATA_DIR) / "static"
WHITENOISE_AUTOREFRESH = True
