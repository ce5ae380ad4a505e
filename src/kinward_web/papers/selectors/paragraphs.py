"""People's own paragraphs, beside the text that is made from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinward.reports.papers.board.behind import Moved, digest, moved
from kinward_web.papers.models import Paper, Paragraph
from kinward_web.papers.selectors.papers import DRAFTED, GENERATED, kept, newest
from kinward_web.programme.models import Programme


@dataclass(frozen=True)
class Place:
    """A place of a paper where own words can stand.

    Attributes:
        anchor: key of the paragraph.
        heading: of its part.
        generated: the text as it is made from the figures, all numbers shown; empty where nothing
            is made there.
        public: the same in the public paper; empty where that has none.
        ask: what is to be written where nothing is made; empty elsewhere.
        listed: whether a list stands there, each line an item.
        own: the words that were written; None for none yet.
        gone: whether the newest paper has no such place any more.
    """

    anchor: str
    heading: str
    generated: str = ""
    public: str = ""
    ask: str = ""
    listed: bool = False
    own: Paragraph | None = None
    gone: bool = False

    @property
    def written(self) -> bool:
        """Whether there are own words."""
        return self.own is not None and bool(self.own.text)

    @property
    def replaced(self) -> str:
        """The digest of the generated text without its days; empty where there is none."""
        return digest(self.generated) if self.generated else ""

    @property
    def changed(self) -> bool:
        """Whether the generated text tells other figures than when the words were written."""
        own = self.own
        return own is not None and bool(own.text) and own.replaced not in ("", self.replaced)

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The sentences made from the figures that changed since the words were written."""
        own = self.own
        if own is None or not self.changed or not own.seen:
            return ()
        return moved(own.seen, self.generated)


def paragraphs(kind: str, programme: Programme | None) -> dict[str, Paragraph]:
    """The own words of a kind and programme, by the key of what they belong to."""
    found = Paragraph.objects.filter(kind=kind, programme=programme).select_related("changed_by")
    return {each.anchor: each for each in found}


def places(kind: str, programme: Programme | None) -> tuple[Paper | None, list[Place]]:
    """The newest paper of a kind and programme, and where own words can stand in it.

    Words for which it has no place any more come last.
    """
    paper, own = newest(kind, programme), paragraphs(kind, programme)
    if paper is None:
        return None, []
    found = list(_of_paper(paper, own))
    there = {each.anchor for each in found}
    gone = [
        Place(anchor, "No longer in the paper", own=each, gone=True)
        for anchor, each in own.items()
        if anchor not in there and each.text
    ]
    return paper, [*found, *gone]


def _of_paper(paper: Paper, own: dict[str, Paragraph]) -> Iterator[Place]:
    for each in kept(paper, DRAFTED, GENERATED) or ():
        yield Place(
            each["key"], each["heading"], each["text"], each["public"], each["ask"],
            each.get("list", False), own.get(each["key"]),
        )  # fmt: skip
