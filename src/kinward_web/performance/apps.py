"""The app of the scorecard."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """The scorecard."""

    name = "kinward_web.performance"
    label = "performance"
    verbose_name = "Scorecard"

    def ready(self) -> None:
        """Programmes hold the triggers of their actions against the scorecard."""
        from kinward_web.performance.selectors.scorecards import public_values
        from kinward_web.programme.selectors.measured import KEPT

        KEPT.append(public_values)
