"""The words of the territory's codes, in pages."""

from __future__ import annotations

from django import template

from essaim.platform.labels import STEPS
from essaim.territory import labels

register = template.Library()


@register.filter
def step_word(code: str) -> str:
    return str(STEPS.get(code, code))


@register.filter
def match_word(code: str) -> str:
    """Say how the commune was found."""
    return str(labels.METHODS.get(code, code))


@register.filter
def state_word(code: str) -> str:
    """Say where a register stands."""
    return str(labels.STATES.get(code, code))


@register.filter
def layout_word(code: str) -> str:
    return str(labels.LAYOUTS.get(code, code))


@register.filter
def separator_word(code: str) -> str:
    return str(labels.SEPARATORS.get(code, code))


@register.filter
def field_word(code: str) -> str:
    return str(labels.FIELDS.get(code, code))
