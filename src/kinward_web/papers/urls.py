"""Addresses."""

from django.urls import path

from kinward_web.papers.views import files, papers, paragraphs

_WORDS = "words/<slug:kind>/"

urlpatterns = [
    path("", papers.papers, name="papers"),
    path("papers.csv", papers.papers_csv, name="papers_csv"),
    path("build/", papers.build, name="paper_build"),
    path(_WORDS, paragraphs.paragraphs, name="paper_words"),
    path(_WORDS + "<slug:anchor>/", paragraphs.write, name="paper_paragraph"),
    path(_WORDS + "<slug:anchor>/history/", paragraphs.history, name="paper_paragraph_history"),
    path("<int:pk>/", papers.paper, name="paper"),
    path("<int:pk>/public/", papers.public, name="paper_public"),
    path("<int:pk>/exempt/", papers.exempt, name="paper_exempt"),
    path("<int:pk>/public.<slug:ending>", files.public_file, name="paper_public_file"),
    path("<int:pk>/exempt.<slug:ending>", files.exempt_file, name="paper_exempt_file"),
    path("<int:pk>/public/<slug:table>.csv", files.public_table, name="paper_public_table"),
    path("<int:pk>/exempt/<slug:table>.csv", files.exempt_table, name="paper_exempt_table"),
    path("<int:pk>/remove/", papers.remove, name="paper_remove"),
]
