"""The app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Stored figures."""

    name = "kinward_web.documents"
    label = "documents"
    verbose_name = "Figures"
