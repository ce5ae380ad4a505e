"""The app of the scorecard."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """The scorecard."""

    name = "kinward_web.performance"
    label = "performance"
    verbose_name = "Scorecard"

    def ready(self) -> None:
        """Programmes name the scorecard's measures, and hold triggers of actions against them."""
        from kinward_web.performance.selectors.cards import own_labels
        from kinward_web.performance.selectors.scorecards import public_values
        from kinward_web.programme.selectors.measured import KEPT, NAMED

        KEPT.append(public_values)
        NAMED.append(own_labels)
