"""Addresses."""

from django.urls import path

from kinward_web.intake import figures_views, findings_views, version_views, views

urlpatterns = [
    path("", views.data, name="data"),
    path("data-sets.csv", views.data_csv, name="data_csv"),
    path("figures/", figures_views.snapshots, name="snapshots"),
    path("figures/figures.csv", figures_views.snapshots_csv, name="snapshots_csv"),
    path("figures/new/", figures_views.choose, name="data_choose"),
    path("figures/<int:number>/", figures_views.snapshot, name="snapshot"),
    path("figures/<int:number>/again/", figures_views.again, name="snapshot_again"),
    path("<slug:kind>/", views.versions, name="data_kind"),
    path("<slug:kind>/versions.csv", views.versions_csv, name="data_kind_csv"),
    path("<slug:kind>/upload/", views.upload, name="data_upload"),
    path("<slug:kind>/compare/", version_views.compare, name="data_compare"),
    path(
        "<slug:kind>/compare/<int:before>/<int:after>/<slug:key>.csv",
        version_views.compare_csv,
        name="data_compare_csv",
    ),
    path("<slug:kind>/<int:number>/", version_views.version, name="data_version"),
    path("<slug:kind>/<int:number>/findings/", findings_views.findings, name="data_findings"),
    path(
        "<slug:kind>/<int:number>/findings.csv",
        findings_views.findings_csv,
        name="data_findings_csv",
    ),
    path(
        "<slug:kind>/<int:number>/<slug:key>.csv",
        version_views.version_csv,
        name="data_version_csv",
    ),
]
