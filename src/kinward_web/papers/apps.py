"""The app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """Papers for meetings."""

    name = "kinward_web.papers"
    label = "papers"
    verbose_name = "Papers"

    def ready(self) -> None:
        """Papers are found from the page of the meeting that they are for."""
        from kinward_web.papers.presenters import attached
        from kinward_web.programme.selectors.brought import KEPT, Papers

        KEPT.append(Papers(attached.found, attached.build))
