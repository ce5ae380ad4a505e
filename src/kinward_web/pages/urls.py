"""Addresses of home and help."""

from django.urls import path

from kinward_web.pages import help_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("help/", help_views.index, name="help"),
    path("help/measures/", help_views.definitions, name="measures"),
    path("help/<slug:key>/", help_views.read, name="chapter"),
    path("accessibility/", help_views.accessibility, name="accessibility"),
]
