"""The kinds of difference between the ledger and the return, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinward.terms import Level

KINDS: Final[dict[str, str]] = {
    "not_in_return": "Paid, not in the return",
    "not_in_ledger": "In the return, not paid",
    "paid_after_leaving": "Paid after leaving care",
    "overlap": "Paid twice",
    "category_differs": "Category differs",
    "end_differs": "End differs",
    "start_differs": "Start differs",
    "gap": "Gap within a placement",
    "paid_between": "Paid between two stays",
    "unknown_service_type": "Service type not known",
    "end_not_known": "End not known to the return",
}
"""Key and name, in the order in which tables show them."""


@dataclass(frozen=True)
class Said:
    """What is said of one way to differ; `message` may name the {days}."""

    kind: str
    level: Level
    unpaid: bool
    message: str
    remedy: str


SAID: Final[dict[str, Said]] = {
    "not_in_return": Said(
        "not_in_return",
        "error",
        False,
        "The ledger pays for {days}, and the return does not have the child in care then.",
        "Look for the child in children.csv; if nobody is placed, end the commitment.",
    ),
    "not_in_ledger": Said(
        "not_in_ledger",
        "error",
        True,
        "The return has a placement of {days} for which the ledger has nothing.",
        "Raise the commitment, or find the child under another identifier.",
    ),
    "unended": Said(
        "paid_after_leaving",
        "error",
        False,
        "The child has left care, and the ledger still pays: {days} so far.",
        "End the commitment and recover what was paid.",
    ),
    "overlap": Said(
        "overlap",
        "error",
        False,
        "Another placement pays for {days} of the same stay.",
        "Remove the one that is there twice.",
    ),
    "category": Said(
        "category_differs",
        "error",
        False,
        "The service type is of another category than the placement in the return, for {days}.",
        "Correct the service type, or PLACE and PLACE_PROVIDER in the return.",
    ),
    "ends_late": Said(
        "end_differs",
        "warning",
        False,
        "The ledger pays on for {days} after the return says that the placement ended.",
        "Find the day on which the child moved or left, and correct the one that is wrong.",
    ),
    "ends_early": Said(
        "end_differs",
        "warning",
        True,
        "The ledger stops {days} before the return says that the placement ended.",
        "Find the day on which the child moved or left, and correct the one that is wrong.",
    ),
    "starts_early": Said(
        "start_differs",
        "warning",
        False,
        "The ledger pays from {days} before the return says that the placement began.",
        "Find the day on which the child came, and correct the one that is wrong.",
    ),
    "starts_late": Said(
        "start_differs",
        "warning",
        True,
        "The ledger pays only from {days} after the return says that the placement began.",
        "Find the day on which the child came, and correct the one that is wrong.",
    ),
    "gap": Said(
        "gap",
        "warning",
        True,
        "Before this placement the ledger has nothing for {days} of a stay that it pays for.",
        "Join the commitments, or correct the return if the child was elsewhere.",
    ),
    "between": Said(
        "paid_between",
        "warning",
        False,
        "The placement is paid through {days} between two stays, when the child was elsewhere.",
        "Ask whether the place was kept; if not, split the commitment.",
    ),
    "unknown": Said(
        "unknown_service_type",
        "warning",
        False,
        "Nobody knows the service type, so that {days} have no category to compare.",
        "Correct the name, or add it to service_types.csv.",
    ),
    "assumed_late": Said(
        "end_not_known",
        "note",
        False,
        "The ledger pays for {days} after the end that was assumed, as the return gives none.",
        "Give the episode its end in the return.",
    ),
    "assumed_early": Said(
        "end_not_known",
        "note",
        True,
        "The ledger stops {days} before the end that was assumed, as the return gives none.",
        "Give the episode its end in the return.",
    ),
}
"""Every way to differ, by key."""
