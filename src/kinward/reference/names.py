"""Finding a local authority by the name that a person gives it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from typing import Final

from kinward.errors import ArgumentError

_FILLERS: Final = frozenset(
    {"borough", "city", "council", "county", "district", "london", "metropolitan", "of", "royal"}
)
_OFFERED: Final = 3


def find(name: str, names: Sequence[str], *, where: str) -> int:
    """The position in `names` of the authority that a person means by `name`.

    The order of words, case, punctuation, `&` and words such as Council or County do not matter,
    and words may be left out, as long as one authority alone fits: 'Bristol' and 'City of Bristol'
    are 'Bristol, City of', 'Hull' is 'Kingston upon Hull'. A closer fit goes before a looser one.

    Raises:
        ArgumentError: none fits, or more than one; offers close names. `where` is the file.
    """
    for fits in (_same_words, _same_telling_words, _part_of):
        fitting = [at for at, each in enumerate(names) if fits(name, each)]
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            raise ArgumentError(
                "More than one authority has this name",
                where=where,
                remedy=f"Say which, such as {' or '.join(names[at] for at in fitting[:_OFFERED])}.",
            )
    raise ArgumentError("No authority has this name", where=where, remedy=_offer(name, names))


def _offer(name: str, names: Sequence[str]) -> str:
    by_words = {" ".join(sorted(_telling_words(each))): each for each in names}
    wanted = " ".join(sorted(_telling_words(name)))
    close = difflib.get_close_matches(wanted, by_words, n=_OFFERED, cutoff=0.7)
    if not close:
        return "Give the name as in the file."
    return f"Did you mean {' or '.join(by_words[each] for each in close)}?"


def _same_words(name: str, other: str) -> bool:
    return bool(_words(name)) and _words(name) == _words(other)


def _same_telling_words(name: str, other: str) -> bool:
    return bool(_words(name)) and _telling_words(name) == _telling_words(other)


def _part_of(name: str, other: str) -> bool:
    return bool(_words(name)) and _telling_words(name) < _words(other)


def _words(name: str) -> frozenset[str]:
    plain = name.lower().replace("&", " and ").replace("'", "").replace("’", "")
    return frozenset(re.findall(r"[a-z0-9]+", plain))


def _telling_words(name: str) -> frozenset[str]:
    """The words without those that only say what kind of authority it is."""
    return (_words(name) - _FILLERS) or _words(name)
