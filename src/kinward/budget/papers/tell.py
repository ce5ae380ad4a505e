"""What a check came to, in a sentence."""

from __future__ import annotations

from typing import Final

from kinward.budget.papers.model import Check
from kinward.budget.papers.printed import shown

_MANY: Final = 1_000
"""Figures from here on are shown without a decimal more."""


def sentence(check: Check) -> str:
    """One plain sentence, and another where a reason for a contradiction is known."""
    subject = ": ".join(text for text in (check.label, check.what) if text)
    if check.recomputed is None or check.printed is None:
        how = "not checked" if check.verdict == "not_checked" else "cannot be checked"
        return f"{subject}: {how}, because {check.reason}."
    printed, figure = printed_text(check), figure_text(check)
    if check.verdict == "agrees":
        return f"{subject}: {printed} is printed, and it comes to {figure}."
    made = range_text(check)
    within = f" ({made} with rounding)" if made else ""
    if check.verdict == "rounding":
        return f"{subject}: {printed} is printed and it comes to {figure}{within}: no difference."
    text = f"{subject}: {printed} is printed, but it comes to {figure}{within}."
    return f"{text} {check.why}" if check.why else text


def printed_text(check: Check) -> str:
    """The number as printed; empty where there is none."""
    return shown(check.printed.value, check.decimals) if check.printed else ""


def figure_text(check: Check) -> str:
    """What it comes to, with a decimal more than is printed where it needs one; else empty."""
    return shown(check.recomputed.value, figure_decimals(check)) if check.recomputed else ""


def range_text(check: Check) -> str:
    """The least and the most that it can come to; empty where the two are shown alike."""
    if check.recomputed is None:
        return ""
    decimals = figure_decimals(check)
    low, high = (shown(end, decimals) for end in (check.recomputed.low, check.recomputed.high))
    return f"{low} to {high}" if low != high else ""


def difference_text(check: Check) -> str:
    """What is printed above what it comes to; empty where either is missing."""
    if check.difference is None:
        return ""
    text = shown(check.difference, figure_decimals(check))
    return text if text.startswith("-") else f"+{text}"


def figure_decimals(check: Check) -> int:
    """Money to the penny and whole numbers as they are; else a decimal more than is printed."""
    if check.recomputed is None or check.decimals > 1:
        return check.decimals
    figure = check.recomputed.value * 10**check.decimals
    return check.decimals + (0 if figure == round(figure) or abs(figure) >= _MANY else 1)
