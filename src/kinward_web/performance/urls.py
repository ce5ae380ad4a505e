"""Addresses of the scorecard."""

from django.urls import path

from kinward_web.performance.views import cards, imports, measure, readings, scorecard

_ONE = "measures/<slug:measure>/"

urlpatterns = [
    path("", scorecard.board, name="scorecard"),
    path("board.csv", scorecard.board_csv, name="scorecard_board_csv"),
    path("scorecard.xlsx", scorecard.workbook, name="scorecard_xlsx"),
    path("measures.csv", imports.export, name="scorecard_export"),
    path("import/", imports.bring, name="scorecard_import"),
    path("import/look/", imports.look, name="scorecard_look"),
    path("import/look/<slug:name>.csv", imports.look_csv, name="scorecard_look_table"),
    path("new/", cards.add, name="scorecard_new"),
    path("measures/", scorecard.detail, name="scorecard_detail"),
    path("measures/table.csv", scorecard.detail_csv, name="scorecard_detail_csv"),
    path(_ONE, measure.one, name="scorecard_measure"),
    path(_ONE + "<slug:table>.csv", measure.table_csv, name="scorecard_table_csv"),
    path(_ONE + "history/", measure.history, name="scorecard_history"),
    path(_ONE + "card/", cards.change, name="scorecard_card"),
    path(_ONE + "card/remove/", cards.remove, name="scorecard_card_remove"),
    path(_ONE + "readings/new/", readings.add, name="scorecard_reading_new"),
    path(_ONE + "readings/<int:pk>/", readings.change, name="scorecard_reading"),
    path(_ONE + "readings/<int:pk>/remove/", readings.remove, name="scorecard_reading_remove"),
]
