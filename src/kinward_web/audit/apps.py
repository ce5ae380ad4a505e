"""The app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit log."""

    name = "kinward_web.audit"
    label = "audit"
    verbose_name = "Audit log"
