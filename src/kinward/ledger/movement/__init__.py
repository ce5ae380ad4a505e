"""What moved the projected spend of a year between two positions, split by cause, exactly."""

from kinward.ledger.movement.compare import movement, since
from kinward.ledger.movement.model import (
    CAUSES,
    MOVED_SCHEMA,
    Movement,
    MovementLine,
    Parts,
    document,
)

__all__ = [
    "CAUSES",
    "MOVED_SCHEMA",
    "Movement",
    "MovementLine",
    "Parts",
    "document",
    "movement",
    "since",
]
