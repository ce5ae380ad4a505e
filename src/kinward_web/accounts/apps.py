"""The app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and areas."""

    name = "kinward_web.accounts"
    label = "accounts"
    verbose_name = "People"

    def ready(self) -> None:
        """Audit sign-in and sign-out."""
        from kinward_web.accounts import signals  # noqa: F401
