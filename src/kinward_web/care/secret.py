"""Pseudonyms: short names of children that stay the same and tell nothing.

A pseudonym is a keyed hash of the authority's identifier, in letters and figures that are not taken
for one another when they are read out, without vowels, so that they spell no word.
"""

from __future__ import annotations

import hmac
import secrets
from collections import Counter
from collections.abc import Iterable
from typing import Final

from kinward_web.care.models import PseudonymKey

ALPHABET: Final = "23456789CDFGHJKMNPQRTVWXY"
_LENGTH: Final = 7
_LONGER: Final = 12
_FIRST: Final = 3


def secret() -> str:
    """The authority's secret, made the first time that it is asked for."""
    return PseudonymKey.objects.get_or_create(pk=1, defaults={"value": secrets.token_hex(32)})[
        0
    ].value


def pseudonyms(identifiers: Iterable[str], key: str) -> list[str]:
    """The pseudonym of each child, for instance 'K7Q-4MDX'.

    Where two children come to the same one, both get a longer one: nobody has another's name.

    Args:
        identifiers: of all children that there are, each once.
        key: `secret()`.
    """
    digests = [hmac.digest(key.encode(), each.encode(), "sha256") for each in identifiers]
    short = [_spelt(digest, _LENGTH) for digest in digests]
    often = Counter(short)
    return [
        name if often[name] == 1 else _spelt(digest, _LONGER)
        for name, digest in zip(short, digests, strict=True)
    ]


def normal(words: str) -> str:
    """A pseudonym as somebody typed it, as it is written."""
    letters = "".join(each for each in words.upper() if each.isalnum())
    return f"{letters[:_FIRST]}-{letters[_FIRST:]}"


def _spelt(digest: bytes, length: int) -> str:
    number = int.from_bytes(digest)
    letters = []
    for _ in range(length):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return normal("".join(letters))
