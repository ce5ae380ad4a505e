"""The app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports."""

    name = "kinward_web.reports"
    label = "report_files"
    verbose_name = "Reports"
