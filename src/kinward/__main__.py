"""The way in, of `kinward` and of `python -m kinward`: Ctrl-C ends it quietly from the start."""

import os
import signal
from types import FrameType


def main() -> None:
    """Run the command line."""
    before = signal.getsignal(signal.SIGINT)
    # A shell may have told a job in the background to take no notice of Ctrl-C; it stays so.
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    from kinward import cli

    signal.signal(signal.SIGINT, before)
    cli.main()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    # An exception in the midst of an import may be swallowed, or told with a traceback.
    os._exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
