"""Addresses. A child stands in one by the pseudonym, never by the authority's identifier."""

from django.urls import path

from kinward_web.care.views import children, figures

urlpatterns = [
    path("", figures.children, name="children"),
    path("children.xlsx", figures.workbook, name="children_workbook"),
    path("table/<slug:table>.csv", figures.table_csv, name="children_table"),
    path("quality/", figures.quality, name="children_quality"),
    path("list/", children.listed, name="children_list"),
    path("list.csv", children.list_csv, name="children_list_csv"),
    path("find/", children.find, name="child_find"),
    path("child/<slug:pseudonym>/", children.child, name="child"),
    path("child/<slug:pseudonym>.csv", children.child_csv, name="child_csv"),
]
