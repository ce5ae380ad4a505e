"""What several views share."""

from __future__ import annotations

from django.http import Http404

from kinward_web.intake.kinds import DATA_KINDS, DataKind
from kinward_web.intake.models import Version
from kinward_web.intake.selectors import versions


def kind_or_404(key: str) -> DataKind:
    """The kind of data set that an address names."""
    if key not in DATA_KINDS:
        raise Http404
    return DATA_KINDS[key]


def version_or_404(kind: str, number: int) -> Version:
    """The version that an address names."""
    kind_or_404(kind)
    found = versions(kind).filter(number=number).first()
    if found is None:
        raise Http404
    return found
