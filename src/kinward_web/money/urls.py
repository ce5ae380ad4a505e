"""Addresses."""

from django.urls import path

from kinward_web.money.views import figures, months, placements

urlpatterns = [
    path("", figures.overview, name="money"),
    path("money.xlsx", figures.workbook, name="money_workbook"),
    path("placements/", placements.placements, name="money_placements"),
    path("placements/<slug:table>.csv", placements.placements_csv, name="money_placements_csv"),
    path("months/", months.months, name="money_months"),
    path("months/months.csv", months.months_csv, name="money_months_csv"),
    path("months/close/", months.close, name="money_close"),
    path("months/<slug:month>/open/", months.open_again, name="money_open"),
    path("<slug:slug>/", figures.topic, name="money_topic"),
]
