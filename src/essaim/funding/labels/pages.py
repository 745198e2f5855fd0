"""The words of the pages: what a line promised, what was seen, who acts next."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_noop as _

from essaim.funding.domain.agreement import AgreementState
from essaim.funding.domain.aid import AidRule, DecidedLine, Shape, Verdict
from essaim.funding.domain.statement import StatementState
from essaim.funding.labels.numbers import number_text
from essaim.kernel.money import Money
from essaim.platform.domain.writing import write_number

STATES: dict[str, str | Promise] = {
    StatementState.DRAFTED: gettext_lazy("projet"),
    StatementState.SUBMITTED: gettext_lazy("bilan transmis"),
    StatementState.PROPOSED: gettext_lazy("proposé"),
    StatementState.DECIDED: gettext_lazy("définitif"),
}
TONES: dict[str, str] = {
    StatementState.DRAFTED: "",
    StatementState.SUBMITTED: "warn",
    StatementState.PROPOSED: "warn",
    StatementState.DECIDED: "good",
}
AGREEMENT_STATES: dict[str, str | Promise] = {
    AgreementState.DRAFTED: gettext_lazy("à signer"),
    AgreementState.SIGNED: gettext_lazy("signée"),
}
TITLES = {
    StatementState.DRAFTED: _("Aide %(year)s : %(amount)s à ce jour"),
    StatementState.SUBMITTED: _("Bilan %(year)s : %(amount)s à proposer"),
    StatementState.PROPOSED: _("Bilan %(year)s : %(amount)s proposés"),
    StatementState.DECIDED: _("Aide %(year)s : %(amount)s décidés"),
}
NEXT = {
    StatementState.DRAFTED: (
        _("À la structure d’agir."),
        _("Chaque constat met ce projet à jour. Le bilan transmis, le financeur propose."),
    ),
    StatementState.SUBMITTED: (
        _("Au financeur d’agir."),
        _("Une personne propose le montant calculé, une autre le décide."),
    ),
    StatementState.PROPOSED: (
        _("Au financeur de décider."),
        _("Une personne autre que celle qui a proposé décide, ou renvoie en disant pourquoi."),
    ),
    StatementState.DECIDED: (
        _("Il reste à payer."),
        _("Le comptable du financeur verse le solde ; cet état ne bouge plus."),
    ),
}
SHORT_RULES = {
    Shape.RATIO: _("en proportion, plancher %(floor)s"),
    Shape.RAMP: _("rampe de %(floor)s à %(full)s"),
    Shape.STEPS: _("par paliers, plancher %(floor)s"),
}


def title_text(state: StatementState, year: int, amount: Money) -> str:
    """Say the answer of the page of a statement."""
    return gettext(TITLES[state]) % {"year": year, "amount": amount}


def lede_text(paying: int, count: int, known: int) -> str:
    """Say how many lines pay."""
    if not known:
        return gettext(
            "Aucun des %(count)s objectifs n’est encore constaté. Chaque ligne dit ce qu’elle peut "
            "payer au plus."
        ) % {"count": count}
    paid = ngettext("%(paying)s ligne paie", "%(paying)s lignes paient", paying)
    said = paid % {"paying": paying}
    return gettext(
        "Sur %(count)s objectifs, %(said)s. Chaque ligne dit comment elle est calculée."
    ) % {"count": count, "said": said}


def short_rule(line: DecidedLine, rule: AidRule) -> str:
    """Say in a few words what the rule makes of an achievement."""
    facts = {"floor": number_text(rule.floor), "full": number_text(rule.full), "paid": line.paid}
    if line.verdict is Verdict.FULL:
        return gettext("à %(full)s, tout est payé") % facts
    if line.verdict is Verdict.BELOW_FLOOR:
        return gettext("sous le plancher %(floor)s : %(paid)s") % facts
    return gettext(SHORT_RULES[rule.shape]) % facts


def measure_text(value: Decimal | Fraction | None, unit: str = "") -> str:
    """Write a measured value with its unit; an unknown one is a dash."""
    if value is None:
        return "—"
    written = write_number(Fraction(value), language=(get_language() or "fr")[:2])
    gap = "\u202f" if unit == "%" else "\u00a0"
    return f"{written}{gap}{unit}" if unit else written


def way_text(
    rank: int, year: int, baseline: Decimal | None, goal: Decimal | None, unit: str
) -> str:
    """Say what a quantity promised for a year."""
    facts = {
        "rank": rank,
        "start": measure_text(baseline, unit),
        "goal": measure_text(goal, unit),
        "year": year,
    }
    return gettext("Objectif %(rank)s · de %(start)s à %(goal)s en %(year)s") % facts


def levels_text(rank: int, count: int) -> str:
    """Say that a target is told in levels."""
    return gettext("Objectif %(rank)s · %(count)s niveaux décrits") % {"rank": rank, "count": count}


def seen_text(value: Decimal | None, unit: str) -> str:
    """Say what was observed of a quantity."""
    if value is None:
        return gettext("à renseigner")
    return gettext("constaté %(value)s") % {"value": measure_text(value, unit)}


def level_text(level: int, highest: int) -> str:
    return gettext("niveau %(level)s sur %(highest)s") % {"level": level, "highest": highest}


def near_text(line: DecidedLine, rule: AidRule) -> str:
    """Say what a line just below the floor would pay at it, or nothing when it is far."""
    missing = rule.floor - line.achievement
    if line.verdict is not Verdict.BELOW_FLOOR or missing > Fraction(1, 20):
        return ""
    facts = {
        "name": line.name,
        "missing": number_text(missing),
        "floor": number_text(rule.floor),
        "paid": line.ceiling.share(rule.share(rule.floor)),
    }
    return (
        gettext(
            "« %(name)s » est à %(missing)s de son plancher. À %(floor)s, la ligne paierait "
            "%(paid)s."
        )
        % facts
    )
