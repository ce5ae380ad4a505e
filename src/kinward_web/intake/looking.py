"""Files that are kept for a look at what they would change, before anything of them is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core import signing

from kinward.errors import ArgumentError
from kinward_web import store
from kinward_web.intake.contents import clean, examine
from kinward_web.intake.kinds import DataKind
from kinward_web.intake.scanning import scan

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_HOURS: Final = 12 * 3600
"""How long a file can be taken over after it was looked at. The store sweeps it away later: no row
names it."""


@dataclass(frozen=True)
class Lent:
    """A kept file, as long as it is looked at.

    Attributes:
        about: what was said of it when it was chosen.
    """

    name: str
    path: Path
    about: Mapping[str, str]


def keep(
    *,
    by: User,
    kind: DataKind,
    name: str,
    chunks: Iterable[bytes],
    about: Mapping[str, str] | None = None,
) -> str:
    """Keep a file for a look; gives the token that names it, for this person and kind alone.

    Raises:
        InputError: it is not what it says, or the scanner refuses it.
    """
    half = store.Half()
    try:
        for chunk in chunks:
            half.write(chunk)
        half.close()
        plain = clean(name)
        examine(half.path, plain, kind)
        scan(half.path, plain)
        blob = half.keep()
    finally:
        half.drop()
    told = {"sha256": blob.sha256, "name": plain, "about": dict(about or {})}
    return signing.dumps(told, salt=_salt(by, kind), compress=True)


@contextmanager
def lent(*, by: User, kind: DataKind, token: str) -> Iterator[Lent]:
    """A kept file, on the disk under its name.

    Raises:
        ArgumentError: it is gone, or was kept by another person or for another kind.
    """
    try:
        given: dict[str, Any] = signing.loads(token, salt=_salt(by, kind), max_age=_HOURS)
        store.path_of(given["sha256"])
    except (signing.BadSignature, FileNotFoundError) as error:
        raise ArgumentError("The file is no longer here", remedy="Choose it again.") from error
    with store.lending() as folder:
        path = store.lend([(given["name"], given["sha256"])], folder)[0]
        yield Lent(given["name"], path, given["about"])


def _salt(by: User, kind: DataKind) -> str:
    return f"{kind.key}-{by.pk}"
