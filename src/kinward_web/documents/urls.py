"""Addresses of downloads."""

from django.urls import path

from kinward_web.documents import views

urlpatterns = [
    path("<int:document>/<slug:table>.csv", views.table_csv, name="figures_csv"),
]
