"""`python -m kinward`."""

from kinward.cli import main

main()
