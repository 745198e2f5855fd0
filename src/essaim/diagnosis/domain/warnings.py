"""What in a passage could name somebody: signs that a reader looks at, never a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """Why a few words deserve a second look before they are released."""

    PHONE = "phone"
    ADDRESS = "address"
    SOCIAL_SECURITY = "social_security"
    DEPENDENCE = "dependence"
    DATE = "date"
    PLACE = "place"
    NAME = "name"
    ROUND = "round"
    RARE_POST = "rare_post"


@dataclass(frozen=True, slots=True)
class Warned:
    """A sign, and the words that show it."""

    sign: Sign
    words: str


_MONTHS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|"
    "décembre|decembre"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
#: A capital then small letters: sigles of the trade (CDI, APA) name nobody.
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[a-zà-öø-ÿ][\w’'-]*"
_PATTERNS = (
    (Sign.SOCIAL_SECURITY, re.compile(r"(?<!\d)[12](?:[ .]?\d){12,14}(?!\d)")),
    (Sign.PHONE, re.compile(r"(?<!\d)(?:\+33|0033|0)(?:[ .-]?\d){9}(?!\d)")),
    (Sign.ADDRESS, re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")),
    (Sign.DEPENDENCE, re.compile(r"\bGIR\s*[1-6]?\b", re.IGNORECASE)),
    (
        Sign.DATE,
        re.compile(
            rf"\b\d{{1,2}}(?:er)?\s+(?:{_MONTHS})\b|\b\d{{1,2}}[/.]\d{{1,2}}(?:[/.]\d{{2,4}})?\b"
            rf"|\b(?:{_DAYS})\s+(?:dernier|\d{{1,2}})\b",
            re.IGNORECASE,
        ),
    ),
    (
        Sign.PLACE,
        re.compile(
            rf"\b(?:rue|avenue|boulevard|impasse|chemin|quartier|hameau|résidence|lotissement)\s+\S+"
            rf"|\b(?:à|vers|près de|depuis)\s+{_WORD}"
        ),
    ),
    (Sign.ROUND, re.compile(r"\btourn[ée]e(?:\s+[\w’'-]+){1,2}", re.IGNORECASE)),
    (
        Sign.RARE_POST,
        re.compile(
            r"\b(?:la seule|le seul|l’unique|comptable|référente?|coordinat\w+|secrétaire|"
            r"délégué\w*)\b",
            re.IGNORECASE,
        ),
    ),
    (Sign.NAME, re.compile(rf"\b(?:M\.|Mr|Mme|Mlle|Madame|Monsieur|chez)\s+{_WORD}")),
    (Sign.NAME, re.compile(rf"(?<=[\w,;:’'»)]\s){_WORD}")),
)


def warnings(text: str) -> tuple[Warned, ...]:
    """Return what could name a person, a tour, a place, a date or a rare post, once each.

    A sign is a reason to look, not a proof; a passage without any may still name somebody.

    >>> [each.sign.value for each in warnings("Chez Mme Durand, le 12 mars, on attend.")]
    ['date', 'name']
    >>> warnings("On apprend la veille pour le lendemain.")
    ()
    """
    return tuple(dict.fromkeys(_found(text[:20_000])))


def _found(text: str) -> Iterator[Warned]:
    taken: list[range] = []
    for sign, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = range(match.start(), match.end())
            if not any(span.start < each.stop and each.start < span.stop for each in taken):
                taken.append(span)
                yield Warned(sign, match.group().strip()[:60])
