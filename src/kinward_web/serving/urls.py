"""Addresses for whatever watches over the service."""

from django.urls import path

from kinward_web.serving import health

urlpatterns = [
    path("live", health.live, name="health_live"),
    path("ready", health.ready, name="health_ready"),
]
