"""Texts of the library in the reader's language, and the words of its codes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from essaim.frameworks import labels
from essaim.frameworks.domain.words import Words
from essaim.platform.domain.writing import write_number, write_typography
from essaim.platform.templatetags.essaim import day, icon, tone_icon

register = template.Library()
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = {
    "status": labels.STATUSES,
    "family": labels.FAMILIES,
    "kind": labels.KINDS,
    "not_applicable": labels.NOT_APPLICABLES,
    "confidence": labels.CONFIDENCES,
    "strength": labels.STRENGTHS,
    "carried": labels.CARRIED,
    "change": labels.CHANGES,
    "list": labels.LISTS,
    "report": labels.REPORTS,
    "short": labels.SHORT_NAMES,
}
_TONES: dict[str, Mapping[str, str]] = {
    "status": labels.STATUS_TONES,
    "confidence": labels.CONFIDENCE_TONES,
    "change": labels.CHANGE_TONES,
}


@register.filter
def said(words: Words | None) -> str:
    """Write a text of the library in the language of the page."""
    if words is None:
        return ""
    language = get_language() or "fr"
    text = words.said(language)
    return text if language.startswith("en") else write_typography(text)


@register.filter
def noted(text: object, french: Mapping[str, str]) -> str:
    """Write a short note that the library keeps in English, in French where it is known."""
    told = str(text)
    return write_typography(french[told]) if told in french else told


@register.filter
def figure(value: object) -> str:
    """Write exact digits and days as people read them; other words as they are."""
    text = str(value)
    if _DAY.fullmatch(text):
        return day(date.fromisoformat(text))
    if not _NUMBER.fullmatch(text):
        return text
    _whole, _point, decimals = text.partition(".")
    language = (get_language() or "fr")[:2]
    return write_number(Fraction(text), decimals=len(decimals), language=language)


@register.filter
def of(found: Mapping[str, object], key: str) -> object:
    """Return what a mapping holds for *key*, nothing when it holds none."""
    return found.get(key, ())


@register.filter
def word_of(code: object, family: str) -> object:
    """Return the words of a code: ``{{ row.status|word_of:"status" }}``."""
    return _WORDS[family].get(str(code), code)


@register.filter
def short_names(codes: Iterable[str]) -> str:
    """Name frameworks in a line: « HAS, SAD, VSME »."""
    return ", ".join(str(word_of(code, "short")) for code in codes)


@register.filter
def place_name(place: str) -> str:
    """Name a criterion of a framework shortly: « SAD q5 » for ``sad_quality/q5``."""
    framework, _slash, criterion = place.partition("/")
    return f"{word_of(framework, 'short')}\u00a0{criterion}"


@register.simple_tag
def state(code: object, family: str) -> SafeString:
    """Draw the badge of a code, as the component does, where a list repeats it."""
    tone = _TONES[family].get(str(code), "")
    drawn = icon(tone_icon(tone)) if tone not in {"", "info"} else ""
    return format_html('<span class="badge {}">{}{}</span>', tone, drawn, word_of(code, family))
