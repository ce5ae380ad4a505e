"""The app."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """Money."""

    name = "kinward_web.money"
    label = "money"
    verbose_name = "Money"
