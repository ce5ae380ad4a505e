"""Test worlds: made-up authorities whose true future is known, to judge the forecast by.

Their form is none of the engine's: children have latent types and frailties, lengths of time are
log-normal, Weibull or log-logistic on a clock that the authority slows and speeds, and families
arrive by a Cox process. `settings()` are fixed in settings.toml, `make` lives one of them through.

Numba's cache does not notice a change in a module that a compiled function calls: after a change in
`luck` or `life`, remove `worlds_*` from the folder NUMBA_CACHE_DIR.
"""

from worlds.catalogue import Process, Setting, settings
from worlds.world import World, make

__all__ = ["Process", "Setting", "World", "make", "settings"]
