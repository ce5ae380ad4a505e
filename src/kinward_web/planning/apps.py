"""The app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Planning."""

    name = "kinward_web.planning"
    label = "planning"
    verbose_name = "Planning"

    def ready(self) -> None:
        """The figures of a plan that is not shared are its owner's alone, wherever they are."""
        from kinward_web.documents.access import ALSO
        from kinward_web.planning.selectors.plans import may_see_document

        ALSO["plan"] = may_see_document
