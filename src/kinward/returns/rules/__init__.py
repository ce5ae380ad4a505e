"""The rules of the return, one a file: `rule_501.py` holds `RULE`, and so on.

They are found by their file names and imported when they are first asked for.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from kinward.returns.rules.rule import Rule


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of their codes: DfE's numbers first, then ours."""
    names = (module.name for module in pkgutil.iter_modules(__path__))
    found = [import_module(f"{__name__}.{name}").RULE for name in names if name.startswith("rule_")]
    return tuple(sorted(found, key=lambda rule: _order(rule.code)))


def _order(code: str) -> tuple[bool, bool, int, str]:
    digits = "".join(c for c in code if c.isdigit())
    return code.startswith("K"), code.startswith("SW"), int(digits), code
