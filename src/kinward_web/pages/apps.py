"""The app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PagesConfig(AppConfig):
    """Home, help, and what every page shares."""

    name = "kinward_web.pages"
    label = "pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Find the makers of figures and the kinds of long work in every app."""
        autodiscover_modules("makers", "work")
