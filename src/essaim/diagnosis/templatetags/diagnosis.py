"""Words of the diagnosis in templates: modes, gaps, signs, changes."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from essaim.diagnosis.domain.crossed_views import GapLevel
from essaim.diagnosis.domain.warnings import Sign
from essaim.diagnosis.labels import MODES
from essaim.diagnosis.labels.results import SIGNS, level_words

register = template.Library()


@register.filter
def mode_name(mode: str) -> object:
    return MODES.get(mode, mode)


@register.filter
def gap_word(level: GapLevel | None) -> str:
    return level_words(level)


@register.filter
def sign_name(sign: Sign) -> object:
    """Say what a sign found in a comment could name."""
    return SIGNS[sign]


@register.filter
def change_words(change: int | None) -> str:
    """Write how a level moved: « +1 », « −1 », « = », a dash where one of the two is unknown."""
    if change is None:
        return "–"
    if change == 0:
        return _("stable")
    return f"+{change}" if change > 0 else f"−{-change}"
