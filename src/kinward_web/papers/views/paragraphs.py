"""Own words in papers: all of a kind and programme, and writing one."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from kinward_web.guard import Request, needs
from kinward_web.papers.actions import paragraphs as actions
from kinward_web.papers.forms import ParagraphForm
from kinward_web.papers.kinds import KINDS, Kind
from kinward_web.papers.models import Paragraph
from kinward_web.papers.presenters.history import changes
from kinward_web.papers.selectors import paragraphs as selected
from kinward_web.planning.forms.refusals import attempt
from kinward_web.programme.models import Programme
from kinward_web.programme.selectors.programmes import by_slug, programmes

_NEEDS = ("reports.build", "reports.whole")


@dataclass(frozen=True)
class Of:
    """What the words are of: a kind of paper and a programme, or none."""

    kind: Kind
    programme: Programme | None

    @property
    def query(self) -> str:
        """What follows an address of these words."""
        return f"?{urlencode({'programme': self.programme.slug})}" if self.programme else ""


@needs(*_NEEDS)
@require_GET
def paragraphs(request: Request, kind: str) -> HttpResponse:
    """Every place where own words can stand, with the words that were written."""
    of = _of(request, kind)
    paper, places = selected.places(of.kind.key, of.programme)
    page = {
        "of": of, "paper": paper, "places": places,
        "changed": [each for each in places if each.changed], "programmes": programmes(),
        "kinds": KINDS.values(),
    }  # fmt: skip
    return render(request, "papers/paragraphs.html", page)


@needs(*_NEEDS)
@require_http_methods(["GET", "POST"])
def write(request: Request, kind: str, anchor: str) -> HttpResponse:
    """Own words beside the text that is made from the figures."""
    of = _of(request, kind)
    place = _place(of, anchor)
    form = ParagraphForm(
        request.POST or None, initial=_begun(place), asked=bool(place.ask), listed=place.listed
    )
    few: list[object] = []
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data

        def work() -> Paragraph:
            mode = sent.get("mode") or Paragraph.Mode.AFTER
            try:
                return actions.write(
                    by=request.user, kind=of.kind.key, programme=of.programme, anchor=anchor,
                    words=actions.Words(
                        sent["text"], mode, sent["public"], sent["replaced"],
                        place.generated if sent["replaced"] == place.replaced else "",
                    ),
                    edition=sent["edition"], key=sent["key"], confirmed=form.confirmed_words,
                )  # fmt: skip
            except actions.FewError as error:
                form.ask(error.digest)
                few.extend(error.few)
                raise

        if attempt(form, work, edition=lambda: _edition(_place(of, anchor))):
            return redirect(reverse("paper_words", args=[kind]) + of.query)
    page = {"of": of, "place": place, "form": form, "theirs": _theirs(of, anchor, form), "few": few}
    return render(request, "papers/paragraph.html", page, status=422 if form.errors else 200)


@needs(*_NEEDS)
@require_GET
def history(request: Request, kind: str, anchor: str) -> HttpResponse:
    """Who wrote what in a place, and when."""
    of = _of(request, kind)
    place = _place(of, anchor)
    told = changes(place.own) if place.own else []
    return render(request, "papers/history.html", {"of": of, "place": place, "changes": told})


def _of(request: Request, kind: str) -> Of:
    if kind not in KINDS or not request.user.has_perm("areas.all"):
        raise Http404
    slug = request.GET.get("programme", "")
    programme = by_slug(slug) if slug else None
    if slug and programme is None:
        raise Http404
    return Of(KINDS[kind], programme)


def _place(of: Of, anchor: str) -> selected.Place:
    _, places = selected.places(of.kind.key, of.programme)
    found = next((each for each in places if each.anchor == anchor), None)
    if found is None:
        raise Http404
    return found


def _begun(place: selected.Place) -> dict[str, Any]:
    own = place.own
    mode = own.mode if own else Paragraph.Mode.AFTER
    text, public = (own.text, own.public) if own else ("", False)
    return {
        "key": uuid.uuid4().hex, "edition": _edition(place), "replaced": place.replaced,
        "mode": mode, "text": text, "public": public,
    }  # fmt: skip


def _edition(place: selected.Place) -> int:
    return place.own.edition if place.own else 0


def _theirs(of: Of, anchor: str, form: ParagraphForm) -> Paragraph | None:
    """What somebody else wrote meanwhile, to be seen before it is saved over."""
    return _place(of, anchor).own if getattr(form, "stale", False) else None
