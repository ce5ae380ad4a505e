"""The cheapest plan in sentences, the finding first."""

from __future__ import annotations

from collections.abc import Iterator

from kinward.ledger.explain import money
from kinward.scenarios.explain import aim, chance
from kinward.scenarios.optimise.model import Choice, Optimum
from kinward.words import counted


def sentences(found: Optimum) -> Iterator[str]:
    """What to do, at what cost and with what chance; how sure that nothing is cheaper; the rest."""
    yield _finding(found)
    yield _sureness(found)
    if found.again is not None:
        yield (
            f"On runs of another seed, which had no part in the choice, its chance is "
            f"{chance(float(found.again))}."
        )
    if found.nearest.saving is not None and found.nearest.net is not None:
        yield _saving(found.nearest.saving, found.nearest.net)
    if found.idle:
        yield (
            f"Left out, as they never change how many are looked after: {'; '.join(found.idle)}."
        )


def _finding(found: Optimum) -> str:
    target, near = aim(found.measure, found.value, found.target), found.nearest
    wanted, has = chance(float(found.wanted)), chance(float(near.chance))
    if found.best is None:
        short = near.shortfall
        what = counted(short, "child", "children") if found.measure == "children" else money(short)
        return (
            f"Nothing that was tried has a chance of {wanted} of {target}. What comes nearest has "
            f"{has}, and is {what} short at {wanted}: {_actions(near)}."
        )
    if not near.names:
        return f"Without any action the chance of {target} is {has}."
    return (
        f"The least cost at which the chance of {target} is {wanted} or more is "
        f"{money(near.cost)} over the {len(found.month_ends)} months; the chance is then {has}. "
        f"It takes: {_actions(near)}."
    )


def _actions(choice: Choice) -> str:
    return "; ".join(choice.names) or "no action at all"


def _sureness(found: Optimum) -> str:
    tried = f"{found.tried:,} of {found.of:,} sets of actions were simulated"
    if not found.complete:
        return f"{tried} before it was stopped, so that a better one may be missing."
    if found.best is None:
        return f"{tried}: no other can do better."
    return f"{tried}, among them every one that could be better."


def _saving(saving: int, net: int) -> str:
    less = "less" if saving >= 0 else "more"
    side = "saves" if net >= 0 else "costs"
    return (
        f"Placements then cost {money(saving)} {less}; with what the actions cost it "
        f"{side} {money(net)}."
    )
