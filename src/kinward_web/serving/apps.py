"""The app: it has no tables, but commands."""

from django.apps import AppConfig


class ServingConfig(AppConfig):
    """Running, backing up and restoring the service."""

    name = "kinward_web.serving"
    label = "serving"
    verbose_name = "Running the service"
