"""Addresses."""

from django.urls import path

from kinward_web.reports import views

urlpatterns = [
    path("", views.reports, name="reports"),
    path("reports.csv", views.reports_csv, name="reports_csv"),
    path("build/", views.build, name="report_build"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/public.<slug:ending>", views.file, name="report_file"),
    path("<int:pk>/internal.<slug:ending>", views.internal_file, name="report_internal"),
    path("<int:pk>/remove/", views.remove, name="report_remove"),
]
