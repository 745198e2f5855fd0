"""What every text of a framework carries: two languages, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Provenance(StrEnum):
    """Where a statement comes from; shown beside it, always."""

    SEED = "seed"
    PUBLIC = "public"
    RECONSTRUCTION = "reconstruction"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in French, the source, and in English."""

    fr: str
    en: str

    def said(self, language: str) -> str:
        """Return the text in *language*; French answers for any language but English.

        >>> Words("Écoute", "Listening").said("en-gb")
        'Listening'
        """
        return self.en if language.lower().startswith("en") else self.fr


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of a short list: a stable code and its words."""

    id: str
    title: Words
