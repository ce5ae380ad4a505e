"""x"""

from __future__ import annotations


def plant(frames: object, paths: object, rate: float, seed: int) -> object:
    raise NotImplementedError
