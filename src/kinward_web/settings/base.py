"""What all settings share."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from kinward_web.settings.database import database

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("KINWARD_DATA_DIR", "kinward-data")).resolve()
"""Uploaded files, what was made from them and, without DATABASE_URL, the database."""

AUTHORITY = os.environ.get("KINWARD_AUTHORITY", "the authority")
"""The authority's name, as pages and documents write it."""
FORCE_TOTP = os.environ.get("KINWARD_FORCE_TOTP", "1") != "0"
"""Whether roles that see single children or placements, or say who does, must sign in with a code
as well."""
DEMONSTRATION = False
VIRUS_SCAN = os.environ.get("KINWARD_VIRUS_SCAN", "")
"""A command that is given an uploaded file's path and ends with 0 when it is clean."""
UPLOAD_MOST_BYTES = int(os.environ.get("KINWARD_UPLOAD_MOST_MB", "512")) * 1_000_000

DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("KINWARD_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]

INSTALLED_APPS = [
    "kinward_web.audit",
    "kinward_web.accounts",
    "kinward_web.jobs",
    "kinward_web.intake",
    "kinward_web.care",
    "kinward_web.money",
    "kinward_web.planning",
    "kinward_web.programme",
    "kinward_web.performance",
    "kinward_web.reports",
    "kinward_web.papers",
    "kinward_web.pages",
    "kinward_web.documents",
    "kinward_web.api",
    "kinward_web.serving",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "govuk_frontend_django",
    "rules.apps.AutodiscoverRulesConfig",
    "simple_history",
]

MIDDLEWARE = [
    "kinward_web.serving.request_log.RequestLogMiddleware",
    "kinward_web.api.problems.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kinward_web.accounts.session_age.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "kinward_web.guard.GuardMiddleware",
]

ROOT_URLCONF = "kinward_web.urls"
WSGI_APPLICATION = "kinward_web.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kinward_web.pages.context.service",
            ],
            "builtins": ["govuk_frontend_django.templatetags.govuk_frontend_django"],
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Rate limits are shared by all processes, so they stand in the database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "limits_cache",
        # A flood of other people's entries must not push one's own limits out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "figures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "figures",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = Path(os.environ.get("KINWARD_STATIC_ROOT", DATA_DIR / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "never-used"
# A form is read before anybody is known to have sent it: a large file in it would fill the disk.
# Such files are taken only where data is uploaded, which sets its own handler.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 200

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(os.environ.get("KINWARD_SESSION_MINUTES", "60")) * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kinward_web.pages.views.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
