"""Prints the page of rules: `python -m kinward.returns.rules > docs/rules.md`."""

import sys

from kinward.returns.rules.document import page

sys.stdout.write(page())
