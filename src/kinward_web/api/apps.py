"""The app."""

from django.apps import AppConfig


class APIConfig(AppConfig):
    """API."""

    name = "kinward_web.api"
    label = "api"
    verbose_name = "API"

    def ready(self) -> None:
        """Tokens end with a password or a code that is thought lost."""
        from kinward_web.accounts.actions import SHUT
        from kinward_web.api.actions import revoke_all

        SHUT.append(revoke_all)
