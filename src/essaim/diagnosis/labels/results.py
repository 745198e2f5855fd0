"""French words of what leaves a round: crossed views, released words, consolidation, report."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_noop as _

from essaim.diagnosis.domain.crossed_views import GapLevel, RoleView, Standing
from essaim.diagnosis.domain.warnings import Sign
from essaim.platform.domain.writing import write_number

#: What a few words of a comment could name.
SIGNS: Mapping[Sign, str | Promise] = {
    Sign.PHONE: gettext_lazy("un numéro de téléphone"),
    Sign.ADDRESS: gettext_lazy("une adresse électronique"),
    Sign.SOCIAL_SECURITY: gettext_lazy("un numéro de sécurité sociale"),
    Sign.DEPENDENCE: gettext_lazy("un niveau de dépendance (GIR)"),
    Sign.DATE: gettext_lazy("une date"),
    Sign.PLACE: gettext_lazy("un lieu"),
    Sign.NAME: gettext_lazy("un nom"),
    Sign.ROUND: gettext_lazy("une tournée"),
    Sign.RARE_POST: gettext_lazy("un poste rare"),
}

SENTENCES = {
    "round_not_closed": _(
        "Ce tour reçoit encore des réponses : fermez-le avant de diffuser des paroles."
    ),
    "round_not_published": _(
        "Les regards croisés de ce tour ne sont pas publiés : publiez-les d’abord."
    ),
    "reader_is_employer": _(
        "Une personne de la structure ne lit ni ne diffuse les paroles de ses salarié·es : confiez "
        "cet acte à quelqu’un d’extérieur."
    ),
    "word_unknown": _("Cette parole n’existe pas dans ce tour : rechargez la page."),
    "nobody_to_release_to": _("Dites à qui ce passage est diffusé : cochez au moins un public."),
    "withheld_without_reason": _("Dites pourquoi cette parole n’est pas diffusée."),
    "excerpt_withdrawn_already": _("Ce verbatim est déjà retiré."),
    "text_too_long": _("Ce texte dépasse %(most)s signes : raccourcissez-le."),
    "rating_needs_reason": _(
        "%(criterion)s : le niveau décidé diffère de toutes les médianes montrées, écrivez "
        "pourquoi."
    ),
    "not_applicable_needs_reason": _(
        "%(criterion)s : écrivez pourquoi ce critère ne concerne pas."
    ),
    "rating_off_scale": _("%(criterion)s : choisissez un des niveaux du barème."),
    "rating_and_not_applicable": _(
        "%(criterion)s : choisissez un niveau ou « non concerné », pas les deux."
    ),
    "abstentions_out_of_range": _("%(criterion)s : écrivez de 0 à %(most)s abstentions."),
    "rating_of_unknown_criterion": _("Ce critère n’est pas dans le référentiel de la campagne."),
    "ratings_incomplete": _(
        "Il manque une décision ou sa raison pour : %(criteria)s. Complétez la consolidation."
    ),
    "nothing_decided": _("Aucun critère n’est décidé : tenez d’abord la réunion de consolidation."),
    "no_meeting_day": _("Donnez la date de la réunion de consolidation."),
    "reply_without_words": _(
        "Écrivez ce que vous avez entendu et ce qui sera fait : les deux parties sont lues."
    ),
    "diagnosis_signed_already": _(
        "Ce diagnostic est signé : il ne change plus. Ouvrez un autre tour pour le suivant."
    ),
    "adviser_signs_first": _(
        "L’accompagnement signe d’abord : demandez-lui de relire et de signer le diagnostic."
    ),
    "diagnosis_changed_since": _(
        "Le diagnostic a changé depuis la signature de l’accompagnement : faites-le signer de "
        "nouveau avant vous."
    ),
    "diagnosis_not_signed": _("Le diagnostic se transmet une fois signé par les deux parties."),
    "diagnosis_submitted_already": _("Ce diagnostic est déjà transmis au financeur."),
    "no_summary": _("Écrivez la synthèse du diagnostic avant de le signer."),
}


def level_words(level: GapLevel | None) -> str:
    """Name the width of a gap; an unknown one is said, not guessed."""
    words = {
        GapLevel.NONE: gettext("proches"),
        GapLevel.TO_DISCUSS: gettext("à discuter"),
        GapLevel.DISAGREEMENT: gettext("désaccord"),
    }
    return words[level] if level else gettext("écart inconnu")


class Told(NamedTuple):
    """One viewpoint as a sentence tells it."""

    name: str
    view: RoleView


def says(title: str, told: Sequence[Told], masked: Sequence[str]) -> str:
    """Tell one criterion in a sentence: what a picture shows, for those who do not see it."""
    parts = [_side(each) for each in told]
    parts += [gettext("%(name)s : masqué") % {"name": name} for name in masked]
    return gettext("%(title)s : %(sides)s") % {"title": title, "sides": ", ".join(parts)}


def _side(told: Told) -> str:
    facts = {"name": told.name, "median": number(told.view)}
    if told.view.median is None:
        return gettext("%(name)s : pas d’accord entre eux") % facts
    if told.view.standing is Standing.ALONE:
        return gettext("%(name)s %(median)s hors écart") % facts
    return gettext("%(name)s %(median)s") % facts


def number(view: RoleView) -> str:
    """Write a median, a dash when the group has none."""
    if view.median is None:
        return "–"
    return write_number(view.median, language=(get_language() or "fr")[:2])


def headline(disagreements: int, to_discuss: int, *, sides: int) -> str:
    """Say the answer of the page: how far the views part, or why nobody can know."""
    if not sides:
        return gettext("Regards croisés : aucun regard montrable")
    if sides == 1:
        return gettext("Regards croisés : un seul regard montrable")
    parts = []
    if disagreements:
        said = ngettext("un désaccord", "%(n)s désaccords", disagreements)
        parts.append(said % {"n": disagreements})
    if to_discuss:
        said = ngettext("un écart à discuter", "%(n)s écarts à discuter", to_discuss)
        parts.append(said % {"n": to_discuss})
    if not parts:
        return gettext("Regards croisés : les regards sont proches")
    return gettext("Regards croisés : %(found)s") % {"found": ", ".join(parts)}
