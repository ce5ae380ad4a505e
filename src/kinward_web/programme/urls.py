"""Addresses of programmes."""

from django.urls import path

from kinward_web.programme.views import (
    boards,
    files,
    lists,
    meetings,
    parts,
    programmes,
    records,
    tables,
)

_ONE = "<slug:slug>/<slug:kind>/<int:pk>/"
_BOARD = "<slug:slug>/board/<int:pk>/"
_MEETING = "<slug:slug>/meeting/<int:pk>/"
_PART = _ONE + "<slug:name>/<int:place>/"

urlpatterns = [
    path("", programmes.programmes, name="programmes"),
    path("tables/<slug:name>.csv", tables.across, name="programmes_table"),
    path("new/", programmes.add, name="programme_new"),
    path("<slug:slug>/", programmes.programme, name="programme"),
    path("<slug:slug>/head/", programmes.change, name="programme_head"),
    path("<slug:slug>/import/", files.choose, name="programme_import"),
    path("<slug:slug>/import/look/", files.look, name="programme_look"),
    path("<slug:slug>/import/look/<slug:name>.csv", files.look_csv, name="programme_look_table"),
    path("<slug:slug>/programme.xlsx", files.as_xlsx, name="programme_xlsx"),
    path("<slug:slug>/programme.zip", files.as_zip, name="programme_zip"),
    path("<slug:slug>/tables/<slug:name>.csv", tables.table, name="programme_table"),
    path(_BOARD, boards.board, name="programme_board"),
    path(_BOARD + "<slug:name>.csv", boards.board_csv, name="programme_board_csv"),
    path(_BOARD + "pass-up/", boards.pass_up, name="programme_pass_up"),
    path(_MEETING, meetings.meeting, name="programme_meeting"),
    path(_MEETING + "agenda.csv", meetings.agenda_csv, name="programme_agenda_csv"),
    path(_MEETING + "begin/", meetings.begin, name="programme_begin"),
    path(_MEETING + "close/", meetings.close, name="programme_close"),
    path(_MEETING + "items/<int:place>/<slug:name>/", meetings.step, name="programme_step"),
    path(_MEETING + "log/<int:place>/done/", meetings.done, name="programme_done"),
    path("<slug:slug>/<slug:kind>/", lists.listed, name="programme_list"),
    path("<slug:slug>/<slug:kind>/table.csv", lists.listed_csv, name="programme_list_csv"),
    path("<slug:slug>/<slug:kind>/table.xlsx", lists.listed_xlsx, name="programme_list_xlsx"),
    path("<slug:slug>/<slug:kind>/new/", records.add, name="programme_add"),
    path(_ONE, lists.one, name="programme_record"),
    path(_ONE + "change/", records.change, name="programme_change"),
    path(_ONE + "remove/", records.remove, name="programme_remove"),
    path(_ONE + "history/", records.history, name="programme_history"),
    path(_ONE + "<slug:name>/new/", parts.add, name="programme_part_add"),
    path(_PART, parts.change, name="programme_part"),
    path(_PART + "remove/", parts.remove, name="programme_part_remove"),
]
