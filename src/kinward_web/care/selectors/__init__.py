"""Reading the children of the live snapshot, for one person."""

from kinward_web.care.selectors.home import OwnHome, own_home

__all__ = ["OwnHome", "own_home"]
