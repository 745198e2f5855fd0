"""Names of places as registers write them, folded until two writings of one place are equal."""

from __future__ import annotations

import re
import unicodedata

#: Postal lines are printed in 26 characters; a longer name is cut there.
LABEL_WIDTH = 26
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
_APART = re.compile(r"[^A-Z0-9]+")
_CEDEX = re.compile(r"\s+CEDEX(\s+\d{1,2})?$")
_CUT_CEDEX = re.compile(r"\s+C(E(D(E(X)?)?)?)?$")
_DISTRICT = re.compile(r"\s+0?\d{1,2}(\s*(E|EME|ER))?(\s+ARRONDISSEMENT)?$")
_WORDS = {"ST": "SAINT", "STE": "SAINTE", "STS": "SAINTS", "STES": "SAINTES", "S": "SUR"}


def fold_name(text: str) -> str:
    """Return *text* in capitals without accents, signs, nor abbreviated saints.

    >>> fold_name("St-Rémy-de-Provence"), fold_name("L’Haÿ-les-Roses")
    ('SAINT REMY DE PROVENCE', 'L HAY LES ROSES')
    """
    plain = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    bare = "".join(each for each in plain if not unicodedata.combining(each)).upper()
    words = _APART.sub(" ", bare.replace("S/", "SUR ")).split()
    return " ".join(_WORDS.get(word, word) for word in words)


def without_cedex(folded: str) -> str:
    """Return a folded name without the mark of business mail.

    >>> without_cedex("AIX EN PROVENCE CEDEX 3")
    'AIX EN PROVENCE'
    """
    return _CEDEX.sub("", folded)


def without_district(folded: str) -> str:
    """Return a folded name without the number of a municipal arrondissement.

    >>> without_district("MARSEILLE 8EME"), without_district("PARIS 15")
    ('MARSEILLE', 'PARIS')
    """
    return _DISTRICT.sub("", folded)


def cut_name(written: str) -> str:
    """Return the folded beginning of a name cut at the width of a postal line, or nothing.

    >>> cut_name("PORT ST LOUIS DU RHONE CED"), cut_name("ARLES CEDEX")
    ('PORT SAINT LOUIS DU RHONE', '')
    """
    if len(written.strip()) < LABEL_WIDTH:
        return ""
    return _CUT_CEDEX.sub("", without_cedex(fold_name(written)))
