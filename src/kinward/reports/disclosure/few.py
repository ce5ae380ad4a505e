"""Small counts of children in somebody's own words, in figures or spelled out.

What is no count (a date, money, an age, the number of a section) is taken out first. In what is
left, a small number is a count where a word for children follows it with nothing but describing
words between; where it stands behind such a word as a list writes it; or where it stands alone as
who did something, in words that speak of children, or who did what only children do. It looks for
too much rather than too little: the author can say that it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kinward.reports.findings.words import SMALL_WORDS
from kinward.reports.table import HIDDEN

_NUMBERS: Final = {word: at for at, word in enumerate((*SMALL_WORDS, "ten")) if at}
_SAID: Final = {
    "a couple of": 2, "a pair of": 2, "both": 2, "a single": 1, "the only": 1, "twins": 2,
    "triplets": 3, "a lone": 1,
}  # fmt: skip
_GONE: Final = "¤"
_N: Final = rf"(?:\d[\d,]*|{'|'.join(_NUMBERS)})"
_NAMED: Final = "|".join(_SAID)
_WHO: Final = (
    r"(?:child(?:ren)?|young (?:people|persons?|adults?)|boys?|girls?|bab(?:y|ies)|infants?"
    r"|toddlers?|teenagers?|youngsters?|siblings?|brothers?|sisters?|twins|triplets|sons?"
    r"|daughters?|uasc|asylum[- ]seekers?|minors?|care leavers?|placements?|entrants?|entries"
    r"|exits?|re-?entries|admissions?|adoptions?|leavers?)(?!['’])\b"
)
_BETWEEN: Final = (
    r"(?!(?:for|in|with|to|from|by|on|at|that|which|who|whose|is|are|was|were|be|been|have|has|had"
    r"|do|did|will|can|must|and|or|as|if|when|while|per|each|every|about)\b)"
    rf"(?:[a-z][\w'’]*|{_GONE}+)"
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_NO_COUNT: Final = (
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b(?: \d{{4}})?",
    rf"\b{_MONTH} \d{{1,2}}(?:, \d{{4}})?\b(?! {_WHO})",
    r"£ ?\d[\d,.]*(?: ?(?:k|m|bn|million|thousand)\b)?",
    rf"\b{_N}(?:\.\d+)? ?(?:%|per ?cent\b|percentage points?\b|p\b|pence\b|million\b|thousand\b)",
    r"\b\d+\.\d+\b",
    rf"\b{_N} (?:in|out of) (?:every )?{_N}\b",
    rf"\b{_N}[ -](?:half|halves|thirds?|quarters?|fifths?|sixths?|tenths?)\b(?: of)?",
    rf"\b{_N}[ -](?:years?|months?|weeks?|days?|hours?|minutes?|miles?|times?|pages?)\b"
    r"(?:[ -]olds?\b)?(?! in a row)",
    rf"\b(?:aged?|ages?|age of) {_N}(?: (?:to|and|or) {_N})?\b",
    r"(?<!\blast )(?<!\bthis )(?<!\bnext )(?<!\bpast )"
    rf"\b(?:sections?|parts?|paragraphs?|schedules?|appendix|chapters?|tables?|figures?|pages?"
    rf"|items?|grades?|levels?|tiers?|phases?|stages?|bands?|priority|priorities|steps?|years?"
    rf"|quarters?|options?|versions?|objectives?|outcomes?|actions?|risks?|weeks?"
    rf"|recommendations?|articles?|regulations?) {_N}\b",
    rf"\b{_N}-to-{_N}\b",
)
"""Numbers that count no children."""
_MASK: Final = re.compile("|".join(_NO_COUNT), re.IGNORECASE)
_BEFORE: Final = re.compile(
    rf"\b(?=(?P<words>(?P<n>{_N}|{_NAMED})"
    rf"(?:(?: to | or | and |[-–]){_N})?(?:[ -]{_BETWEEN}){{0,5}}?[ -]{_WHO}"
    r"|(?:twins|triplets)\b))",
    re.IGNORECASE,
)
_AFTER_WHO: Final = rf"\b(?=(?P<words>{_WHO}[^.;:(\n{_GONE}]{{0,60}}?"
_ENDS: Final = r"(?=[.,;)\n]|$| (?:in|last|this|and|to|from|now|on)\b)))"
_BEHIND: Final = re.compile(
    _AFTER_WHO + r"(?:[:(=]|\b(?:is|was|were|are|to|from|totalled|numbered)\b) ?"
    rf"(?:only |just |now )?(?P<n>{_N}){_ENDS}",
    re.IGNORECASE,
)
_FELL_TO: Final = re.compile(
    rf"{_AFTER_WHO}\bfrom {_N} to (?:only |just )?(?P<n>{_N}){_ENDS}", re.IGNORECASE
)
_ALONE: Final = re.compile(
    rf"\b(?P<n>{_N}|both) (?:(?:of (?:them|these|those|whom))"
    r"|(?:(?:was|were|have|has|had|is|are) )?(?:adopted|left|moved|returned|turned|lives?|living"
    r"|came|went|ran|died|remains?|stayed|missing|placed|reunified))\b"
    rf"|\b(?:only|just) (?P<m>{_N})(?= (?:is|was|are|were|has|have|had)\b|[.,;]|$)",
    re.IGNORECASE,
)
_CHILDREN_ALONE: Final = re.compile(
    rf"\b(?P<n>{_N}|both)"
    r"(?: (?:was|were|have|has|had|is|are|been|since|then|now|also|just)){0,3} (?:"
    r"adopted|reunified|fostered|remanded|unaccompanied|ran away|turned (?:18|eighteen)"
    r"|left care|came into care|entered care|(?:went|came|gone|returned|moved|back) (?:back )?home"
    r"|(?:placed )?with (?:their|her|his) (?:family|families|parents|mother|father)"
    r"|(?:went|gone) missing|living (?:at home|with kin|independently))\b",
    re.IGNORECASE,
)
"""What only children do: no other word need speak of them."""
_SENTENCE: Final = re.compile(r"[^.!?\n]+[.!?\n]?")
_WHO_AT_ALL: Final = re.compile(rf"\b{_WHO}", re.IGNORECASE)
_BEFORE_WHY: Final = "a word for children follows the number"
_BEHIND_WHY: Final = "the number stands behind a word for children"
_ALONE_WHY: Final = "the number stands for children that the words speak of"


@dataclass(frozen=True)
class FewCount:
    """A small count of children that words may tell.

    Attributes:
        line: of the text, from 1.
        word: of the line, from 1, at which it begins.
        words: the piece of the text that tells it.
        why: the rule that found it.
        at: where in the text its number begins.
        said: the number as it is written.
    """

    line: int
    word: int
    words: str
    number: int
    why: str
    at: int
    said: str

    def __str__(self) -> str:
        """Where it is, without what it tells: an error may be kept."""
        return f"line {self.line}, word {self.word}: {self.why}"


def few_counts(text: str, limit: int) -> tuple[FewCount, ...]:
    """The counts of 1 to `limit` children that a text may tell, in its order, one for each place.

    Args:
        limit: the largest count that is small.
    """
    plain = _MASK.sub(lambda found: _GONE * len(found[0]), text)
    found: dict[int, FewCount] = {}
    for at, said, end, why in sorted(_all(plain)):
        number = number_of(said)
        if 0 < number <= limit and at not in found:
            before, words = text[:at].split("\n"), " ".join(text[at:end].split())
            place = len(f"{before[-1]}¤".split())
            found[at] = FewCount(len(before), place, words, number, why, at, said)
    return tuple(found.values())


def without_few(text: str, limit: int) -> str:
    """The text with each of these counts hidden: for words whose author cannot be asked."""
    for each in reversed(few_counts(text, limit)):
        text = f"{text[: each.at]}{HIDDEN}{text[each.at + len(each.said) :]}"
    return text


def _all(plain: str) -> Iterator[tuple[int, str, int, str]]:
    """Where each count begins, its number as written, where its words end, and the rule."""
    for rule, why in ((_BEFORE, _BEFORE_WHY), (_BEHIND, _BEHIND_WHY), (_FELL_TO, _BEHIND_WHY)):
        for each in rule.finditer(plain):
            name = "n" if each["n"] else "words"
            yield each.start(name), each[name], each.end("words"), why
    for each in _CHILDREN_ALONE.finditer(plain):
        yield each.start("n"), each["n"], each.end(), _ALONE_WHY
    spoken = False
    for sentence in _SENTENCE.finditer(plain):
        speaks = bool(_WHO_AT_ALL.search(sentence[0]))
        if speaks or spoken:
            for each in _ALONE.finditer(sentence[0]):
                name = "n" if each["n"] else "m"
                at = sentence.start() + each.start(name)
                yield at, each[name], sentence.start() + each.end(), _ALONE_WHY
        spoken = speaks


def number_of(said: str) -> int:
    """The number that figures or words say."""
    if said[0].isdigit():
        return int(said.replace(",", ""))
    return {**_NUMBERS, **_SAID}[said.lower()]
