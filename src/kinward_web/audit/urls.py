"""Addresses of the audit log."""

from django.urls import path

from kinward_web.audit import views

urlpatterns = [
    path("", views.audit, name="audit"),
    path("log.csv", views.audit_csv, name="audit_csv"),
]
