"""Help: the manual, the measures, the accessibility statement."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.guard import needs, open_to_all
from kinward_web.pages.manual import CHAPTERS, available, chapter
from kinward_web.pages.selectors import measures


@needs("home.see")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The chapters of the manual."""
    chapters = [each for each in CHAPTERS.values() if available(each.key)]
    return render(request, "pages/help.html", {"chapters": chapters})


@needs("home.see")
@require_GET
def read(request: HttpRequest, key: str) -> HttpResponse:
    """One chapter."""
    if key not in CHAPTERS or not available(key):
        raise Http404
    return render(request, "pages/chapter.html", {"page": chapter(key)})


@needs("home.see")
@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    """Every measure, with how it is made; `?words=` finds some of them."""
    asked = request.GET.get("words", "")
    context = {"measures": measures(asked), "words": asked}
    return render(request, "pages/measures.html", context)


@open_to_all
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "pages/accessibility.html")
