"""Storing figures: called at the end of a job, in its transaction."""

from __future__ import annotations

from datetime import date

from kinward_web.documents.models import Document, Part
from kinward_web.figures import Made, Told


def add(made: Made, *, as_at: date, rests_on: int | None = None) -> Document:
    """Store a document for both kinds of reader. The job that made it is what the log names.

    Args:
        rests_on: the number of the snapshot that it is made from.
    """
    from kinward.reports.as_json import section_as_json

    document = Document.objects.create(
        kind=made.kind,
        as_at=as_at,
        rests_on=rests_on,
        head_whole=_head(made.whole),
        head_public=_head(made.public),
    )
    Part.objects.bulk_create(
        Part(document=document, audience=audience, position=place, key=section.key, body=body)
        for audience, told in (
            (Part.Audience.WHOLE, made.whole),
            (Part.Audience.PUBLIC, made.public),
        )
        for place, section in enumerate(told.sections)
        for body in [section_as_json(section)]
    )
    return document


def _head(told: Told) -> dict[str, object]:
    return {
        "sentences": list(told.sentences),
        "notes": list(told.notes),
        "facts": told.facts,
        "contents": [{"key": each.key, "topic": each.topic} for each in told.sections],
    }
