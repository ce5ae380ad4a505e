"""The app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work."""

    name = "kinward_web.jobs"
    label = "jobs"
    verbose_name = "Jobs"
