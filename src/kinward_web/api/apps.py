"""The app."""

from django.apps import AppConfig


class APIConfig(AppConfig):
    """API."""

    name = "kinward_web.api"
    label = "api"
    verbose_name = "API"
