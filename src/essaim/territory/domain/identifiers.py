"""The numbers that registers key on: SIREN, SIRET, FINESS, each with its check digit."""

from __future__ import annotations

import re

from essaim.kernel.errors import DomainError

#: La Poste ran out of numbers that pass the usual key: its sites obey another.
LA_POSTE = "356000000"
_BLANKS = re.compile(r"[\s.]|(?<=\w)-")
_FINESS = re.compile(r"(\d{2}|2[AB]|9[A-F])\d{7}")
_LETTERS = str.maketrans("ABCDEF", "123456")


def passes_luhn(digits: str) -> bool:
    """Say whether a run of digits ends with its right Luhn key.

    >>> passes_luhn("732829320"), passes_luhn("732829321")
    (True, False)
    """
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled // 10 + doubled % 10
    return total % 10 == 0


def has_siret_key(siret: str) -> bool:
    """Say whether fourteen digits are a SIRET: a SIREN, then a site.

    The sites of La Poste pass when the sum of their digits is a multiple of five.

    >>> has_siret_key("44239603200132"), has_siret_key("35600000012345")
    (True, False)
    """
    if not passes_luhn(siret[:9]):
        return False
    if siret.startswith(LA_POSTE) and sum(map(int, siret)) % 5 == 0:
        return True
    return passes_luhn(siret)


def has_finess_key(finess: str) -> bool:
    """Say whether nine characters end with their right key; a letter counts as its rank.

    >>> has_finess_key("130048374"), has_finess_key("2B0000020"), has_finess_key("130048375")
    (True, True, False)
    """
    return passes_luhn(finess.translate(_LETTERS))


def parse_siret(text: str) -> str:
    """Return the fourteen digits of a SIRET, or nothing for an empty cell.

    A spreadsheet drops the zeros in front: they are put back when the key then agrees.

    >>> parse_siret("442 396 032 00132"), parse_siret("5650014300039"), parse_siret(" ")
    ('44239603200132', '05650014300039', '')

    Raises:
        DomainError: ``bad_siret``.
    """
    bare = _BLANKS.sub("", text)
    if not bare:
        return ""
    full = bare.zfill(14) if 11 <= len(bare) < 14 else bare
    if not re.fullmatch(r"[0-9]{14}", full) or not has_siret_key(full):
        raise DomainError("bad_siret", value=text.strip()[:40])
    return full


def parse_finess(text: str) -> str:
    """Return the nine characters of a FINESS number, or nothing for an empty cell.

    >>> parse_finess("13 004 837 4"), parse_finess("2a0000170"), parse_finess("10000529")
    ('130048374', '2A0000170', '010000529')

    Raises:
        DomainError: ``bad_finess``.
    """
    bare = _BLANKS.sub("", text).upper()
    if not bare:
        return ""
    full = bare.zfill(9) if len(bare) == 8 else bare
    if not _FINESS.fullmatch(full) or not full.isascii() or not has_finess_key(full):
        raise DomainError("bad_finess", value=text.strip()[:40])
    return full
