"""The app."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    """Children."""

    name = "kinward_web.care"
    label = "care"
    verbose_name = "Children"
