"""The app of the scorecard."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """The scorecard."""

    name = "kinward_web.performance"
    label = "performance"
    verbose_name = "Scorecard"
