"""A council's own service, behind its own HTTPS."""

from __future__ import annotations

import os

from django.core.exceptions import ImproperlyConfigured

from kinward_web.settings.base import *  # noqa: F403
from kinward_web.settings.logs import LOGGING  # noqa: F401
from kinward_web.settings.sign_in import *  # noqa: F403

ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("KINWARD_PROXIES", "1"))
"""The service stands behind the proxy that brings HTTPS, or behind more of them."""

SECRET_KEY = os.environ.get("KINWARD_SECRET_KEY", "")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "KINWARD_SECRET_KEY: the service needs a secret of at least 50 characters. "
        "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-kinward"
CSRF_COOKIE_NAME = "__Host-kinward-csrf"
