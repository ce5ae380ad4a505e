"""The app of programmes."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Programmes."""

    name = "kinward_web.programme"
    label = "programme"
    verbose_name = "Programmes"
