"""Addresses of long work."""

from django.urls import path

from kinward_web.jobs import views

urlpatterns = [
    path("", views.index, name="jobs"),
    path("<uuid:pk>/", views.detail, name="job"),
    path("<uuid:pk>/progress/", views.progress, name="job_progress"),
    path("<uuid:pk>/cancel/", views.cancel, name="job_cancel"),
]
