"""Targets, outcomes and their achievement in words: what a figure opens on."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import get_language, gettext

from essaim.plans.domain.achievement import NumberTarget, Outcome, OutcomeStanding
from essaim.plans.domain.numbers import plain_number
from essaim.platform.domain.writing import NO_BREAK, write_number, write_share


def decimals_of(*values: Decimal | None) -> int:
    """Return how many decimals write all of *values* in full, so that they compare at a glance."""
    known = (plain_number(each).partition(".")[2] for each in values if each is not None)
    return max(map(len, known), default=0)


def say_number(value: Decimal | None, unit: str = "", *, decimals: int = 0) -> str:
    """Return a value as people read it, with all its decimals (at least *decimals*), its unit."""
    if value is None:
        return "—"
    decimals = max(decimals, decimals_of(value))
    language = (get_language() or "fr")[:2]
    written = write_number(Fraction(value), decimals=decimals, language=language)
    return f"{written}{NO_BREAK}{unit}" if unit else written


def say_share(share: Fraction | None) -> str:
    """Return an exact share as the statement of aid writes it: « 0,75 », « 2/3 », « 1 »."""
    if share is None:
        return gettext("à renseigner")
    return write_share(share, language=(get_language() or "fr")[:2])


def say_way(
    baseline: Decimal, goal: Decimal, direction: str, unit: str, *, decimals: int = 0
) -> str:
    """Return what a year asks: « de 60 à 70 % », « rester au moins à 70 % »."""
    low = say_number(baseline, decimals=decimals)
    facts = {"baseline": low, "goal": say_number(goal, unit, decimals=decimals)}
    if direction == "at_least":
        return gettext("rester au moins à %(goal)s") % facts
    if direction == "at_most":
        return gettext("rester au plus à %(goal)s") % facts
    return gettext("de %(baseline)s à %(goal)s") % facts


def say_levels(count: int) -> str:
    return gettext("%(count)s niveaux décrits") % {"count": count}


def say_outcome(outcome: Outcome, unit: str, highest: int | None, *, decimals: int = 0) -> str:
    """Return what is known: « 71 % », « niveau 3 sur 4 », a reason, or nothing yet."""
    if outcome.standing is OutcomeStanding.MISSING:
        return gettext("à renseigner")
    if outcome.standing is OutcomeStanding.UNAVAILABLE:
        return gettext("indisponible : %(reason)s") % {"reason": outcome.unavailable_reason}
    if outcome.standing is OutcomeStanding.FAILED:
        return gettext("non atteint : %(reason)s") % {"reason": outcome.failure_reason}
    if highest is not None and outcome.observed is not None:
        facts = {"level": int(outcome.observed), "highest": highest}
        return gettext("niveau %(level)s sur %(highest)s") % facts
    return say_number(outcome.observed, unit, decimals=decimals)


def say_progress(target: NumberTarget, observed: Decimal) -> str:
    """Return how a share was obtained: « 60 → 80, constaté 75 : 0,75 », and why it was cut."""
    decimals = decimals_of(target.baseline, target.goal, observed)
    facts = {
        "baseline": say_number(target.baseline, decimals=decimals),
        "goal": say_number(target.goal, decimals=decimals),
        "observed": say_number(observed, decimals=decimals),
        "share": say_share(target.progress(observed)),
    }
    if target.direction.is_keep:
        return gettext("seuil %(goal)s, constaté %(observed)s : %(share)s") % facts
    told = gettext("%(baseline)s → %(goal)s, constaté %(observed)s : %(share)s") % facts
    cut = say_cut(target.baseline, target.goal, observed)
    return f"{told} ({cut})" if cut else told


def say_cut(baseline: Decimal, goal: Decimal, observed: Decimal) -> str:
    """Return why a share was cut to 0 or 1, or nothing."""
    way = Fraction(observed - baseline) / Fraction(goal - baseline)
    if way > 1:
        return gettext("au-delà de la valeur visée : compté 1")
    return gettext("pas de progrès depuis le départ : compté 0") if way < 0 else ""
