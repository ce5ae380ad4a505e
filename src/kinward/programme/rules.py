"""The rules of a programme's files and records: what each finding says, and what to do about it."""

from __future__ import annotations

from typing import Final

from kinward.ledger.rules import Rule

_ALL: Final = (
    Rule(
        "P01", "note",
        "The column {heading} was left out: it is none of this file's.",
        "Rename it if it should count.",
    ),
    Rule(
        "P02", "note",
        "Most amounts are below 0, so a saving is a fall in spend here: every sign was turned.",
        "See that the totals come out as you know them.",
    ),
    Rule(
        "P03", "warning",
        "The status is in words and no amount is achieved: words are no money, and nothing counts "
        "as achieved.",
        "Give the amount achieved, and the evidence for it.",
    ),
    Rule(
        "P04", "note",
        "The file gives no refs, so that they were made from what it has; a later import finds the "
        "same record only while that stays as it is.",
        "Add a column ref.",
    ),
    Rule(
        "P05", "warning",
        "The rows above do not sum to this printed total, by more than rounding.",
        "See which of them is wrong: the single rows count.",
    ),
    Rule(
        "P06", "warning",
        "The printed rating is not probability x impact; the product counts.",
        "Correct one of the three.",
    ),
    Rule(
        "P07", "note",
        "The words of the progress tell no status: they are kept, and the dates decide.",
        "Add a column reported, with done, in progress, missed, not achieved, deferred, delegated "
        "or cancelled.",
    ),
    Rule(
        "P08", "note",
        "The file is none of a programme's, and was left out.",
        "Name the file itself if it should be read.",
    ),
    Rule(
        "P09", "warning",
        "Most amounts are below 0; under this heading a saving is above 0, so that they are costs.",
        "Turn the signs if they are savings.",
    ),
    Rule(
        "P10", "note",
        "Action {ref} has another end date in the file; the first one is kept, and the file's "
        "counts as the revised end.",
        "Give a column revised_end if another date should count.",
    ),
    Rule(
        "P20", "warning",
        "Action {ref} waits for {other}, which is not there: its colour cannot count.",
        "Correct the ref, or bring in that programme.",
    ),
    Rule(
        "P21", "warning",
        "{what} {ref} names the action {other}, which is not there.",
        "Correct the ref, or bring in that programme.",
    ),
    Rule(
        "P22", "warning",
        "Open actions have no end date, so that they can never be late: {refs}.",
        "Set the date by which each is to be done.",
    ),
    Rule(
        "P23", "warning",
        "Open actions have no lead: {refs}.",
        "Name a person or a post.",
    ),
    Rule(
        "P24", "warning",
        "Open actions do not say how their success is measured: {refs}.",
        "Name a measure of the scorecard, or say it in words.",
    ),
    Rule(
        "P25", "warning",
        "Savings are said to be achieved and nothing shows it, so that they do not count: {refs}.",
        "Give the evidence.",
    ),
    Rule(
        "P26", "warning",
        "The target of action {ref} is not what its savings come to.",
        "See which is right: in totals the savings count.",
    ),
    Rule(
        "P27", "error",
        "Action {ref} ends before it starts.",
        "Correct one of the dates.",
    ),
    Rule(
        "P28", "warning",
        "Saving {ref} is said to be part of {other}, which does not count itself: neither does.",
        "Let it be part of a saving that counts.",
    ),
    Rule(
        "P29", "warning",
        "Nothing was ever said of these open actions: {refs}.",
        "Give an update of each, or the day that the plan's own report is of.",
    ),
)  # fmt: skip
RULES: Final[dict[str, Rule]] = {rule.code: rule for rule in _ALL}
"""By code: P01 to P19 are of files, P20 on of what they say."""
