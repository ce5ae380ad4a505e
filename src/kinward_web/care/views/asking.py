"""What the views of children's pages have in common: who asks about whom."""

from __future__ import annotations

from dataclasses import dataclass

from kinward_web.care.asked import Asked
from kinward_web.care.forms import FIELDS, FilterForm, day_of
from kinward_web.care.selectors.asking import Room, refuse_other_teams, room
from kinward_web.guard import Request
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import live

FILTERS = (*FIELDS, "uasc", "as_at")


@dataclass(frozen=True)
class Question:
    """An address, read.

    Attributes:
        snapshot: the live one; None before anything is loaded.
        room: None where nothing is kept to answer from.
        asked: None where there is no room, or the form has errors.
    """

    snapshot: Snapshot | None
    room: Room | None = None
    form: FilterForm | None = None
    asked: Asked | None = None

    @property
    def stored(self) -> bool:
        """Whether the answer is what is stored of all children."""
        if self.room is None:
            return self.form is None
        return self.asked is not None and self.room.stored(self.asked)


def question(request: Request) -> Question:
    """What a request asks about.

    Raises:
        PermissionDenied: the person may not ask that.
    """
    snapshot = live()
    if snapshot is None:
        return Question(None)
    found = room(request.user, snapshot)
    if found is None:
        return Question(snapshot)
    refuse_other_teams(found, request.GET.getlist("team"))
    form = _form(request, found)
    if not form.is_valid():
        return Question(snapshot, found, form)
    asked = found.asked(
        form.cleaned_data["as_at"], form.chosen(), form.uasc(), form.words(), query(request)
    )
    return Question(snapshot, found, form, asked)


def filtered(request: Request) -> bool:
    """Whether an address holds a filter."""
    return any(any(request.GET.getlist(name)) for name in FILTERS)


def query(request: Request) -> str:
    """The filters of an address, to be sent on."""
    kept = request.GET.copy()
    for name in list(kept):
        values = [value for value in kept.getlist(name) if value]
        if name in FILTERS and values:
            kept.setlist(name, values)
        else:
            del kept[name]
    return kept.urlencode()


def _form(request: Request, found: Room) -> FilterForm:
    asked = {field: request.GET.getlist(name) for name, field in FIELDS.items()}
    return FilterForm(
        request.GET,
        offered=found.offered(day_of(request.GET.get("as_at", "")), asked),
        first=found.first,
        last=found.last,
        usual=found.usual,
    )
