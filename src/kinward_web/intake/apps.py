"""The app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Data sets."""

    name = "kinward_web.intake"
    label = "intake"
    verbose_name = "Data"

    def ready(self) -> None:
        """Tell the pages of areas which teams the data has."""
        from kinward_web.accounts.area_actions import TEAMS
        from kinward_web.intake.selectors import teams

        TEAMS.append(teams)
