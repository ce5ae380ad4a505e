"""What an address is about, or 404."""

from __future__ import annotations

from django.http import Http404

from kinward_web.guard import Request
from kinward_web.programme.forms.parts import part_of
from kinward_web.programme.forms.spec import Part
from kinward_web.programme.kinds import KINDS, Kind
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors import panels
from kinward_web.programme.selectors import programmes as selected


def programme_of(request: Request, slug: str) -> Programme:
    """The programme of an address; only for people who see every area."""
    found = selected.by_slug(slug) if request.user.has_perm("areas.all") else None
    if found is None:
        raise Http404
    return found


def kind_of(key: str) -> Kind:
    """The kind of an address."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def record_of(request: Request, slug: str, kind: str, pk: int) -> Record:
    """The record of an address; a panel's meeting only for people who see single children."""
    found = selected.record(programme_of(request, slug), kind_of(kind).key, pk)
    if found is None or not panels.is_for(request.user, found):
        raise Http404
    return found


def sees_panels(request: Request) -> bool:
    """Whether the person sees the meetings of panels."""
    return request.user.has_perm(panels.NEEDS)


def part_named(kind: str, name: str) -> Part:
    """The list inside a record that an address names."""
    found = part_of(kind, name)
    if found is None:
        raise Http404
    return found
