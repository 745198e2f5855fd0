"""French words of the platform, and the sentence a user reads when a rule was broken."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from essaim.kernel.errors import DomainError
from essaim.platform.domain.accompaniment import Step
from essaim.platform.domain.jobs import JobState
from essaim.platform.domain.thread import Stage
from essaim.platform.domain.viewer import MandateKind, OrganisationKind, Role
from essaim.platform.domain.writing import write_number

SENTENCES = {
    "account_exists": _("Un compte existe déjà à l’adresse %(email)s : donnez-lui un rôle."),
    "weak_password": _("Ce mot de passe est trop faible : %(why)s"),
    "not_allowed": _("Votre rôle ne permet pas cet acte : demandez-le à la direction."),
    "above_own_role": _("Seul un administrateur technique nomme un administrateur technique."),
    "employer_is_operator": _(
        "Un employeur ne peut pas administrer l’installation qui garde les réponses de ses "
        "salarié·es : confiez ce rôle à un tiers."
    ),
    "role_not_for_kind": _(
        "Une structure de cette nature ne peut pas donner ce rôle : choisissez-en un autre."
    ),
    "role_already_held": _("Ce compte a déjà ce rôle dans « %(organisation)s »."),
    "last_director": _(
        "Une structure garde au moins une personne à sa direction : nommez-en une autre d’abord."
    ),
    "mandate_to_oneself": _("Une structure ne se donne pas de mandat à elle-même."),
    "unknown_theme": _("Choisissez une apparence claire, sombre, ou celle de l’appareil."),
    "no_such_move": _(
        "L’accompagnement ne peut pas passer directement à cette étape : suivez l’ordre des étapes."
    ),
    "opinion_missing": _(
        "Notez l’avis du comité d’appui, ou la raison de son absence, avant la coordination."
    ),
    "move_reason_missing": _("Dites pourquoi l’accompagnement est abandonné."),
    "file_missing": _("Le fichier « %(file)s » n’existe pas ou ne se lit pas."),
    "anchor_not_ours": _(
        "Cette ancre n’a pas été écrite par cette installation, ou elle a été modifiée."
    ),
    "job_ended": _("« %(title)s » est déjà terminée : il n’y a plus rien à annuler."),
    "not_an_exact_number": _(
        '%(name)s « %(value)s » : écrivez un nombre entre guillemets, comme "0.6" ou "2/3".'
    ),
    "share_out_of_range": _("%(name)s « %(value)s » : une part va de 0 à 1."),
    "not_an_exact_amount": _(
        "%(name)s « %(value)s » : écrivez un montant entre guillemets avec deux décimales, "
        'comme "12000.00".'
    ),
    "not_an_amount": _("%(name)s « %(value)s » : écrivez un montant comme 1 234,56."),
    "amount_too_large": _("%(name)s : ce montant est trop grand, vérifiez le nombre de chiffres."),
    "period_reversed": _("La période finit le %(end)s avant de commencer le %(start)s."),
    "year_out_of_range": _("L’année %(year)s n’est pas entre 1900 et 2200 : corrigez-la."),
    "date_out_of_range": _(
        "%(name)s : la date %(value)s n’est pas entre 1900 et 2200, corrigez l’année."
    ),
}
ROLES: Mapping[str, str | Promise] = {
    Role.ADVISER: gettext_lazy("Accompagnateur·rice"),
    Role.DIRECTOR: gettext_lazy("Directeur·rice"),
    Role.BOARD_MEMBER: gettext_lazy("Administrateur·rice bénévole"),
    Role.STAFF_MEMBER: gettext_lazy("Membre de l’équipe"),
    Role.FUNDER: gettext_lazy("Financeur"),
    Role.RESEARCHER: gettext_lazy("Chercheur·se"),
    Role.OPERATOR: gettext_lazy("Administrateur technique"),
}
KINDS: Mapping[str, str | Promise] = {
    OrganisationKind.PROVIDER: gettext_lazy("Structure d’aide à domicile"),
    OrganisationKind.AGENCY: gettext_lazy("Agence d’accompagnement"),
    OrganisationKind.CLUSTER: gettext_lazy("Pôle"),
    OrganisationKind.FUNDER: gettext_lazy("Financeur"),
    OrganisationKind.RESEARCH_BODY: gettext_lazy("Laboratoire"),
    OrganisationKind.LOCAL_AUTHORITY: gettext_lazy("Collectivité"),
}
MANDATES: Mapping[str, str | Promise] = {
    MandateKind.ACCOMPANY: gettext_lazy("accompagne"),
    MandateKind.FUND: gettext_lazy("finance"),
    MandateKind.STUDY: gettext_lazy("étudie"),
}
STEPS: Mapping[str, str | Promise] = {
    Step.RECEPTION: gettext_lazy("Accueil"),
    Step.DIAGNOSIS: gettext_lazy("Diagnostic"),
    Step.PATH: gettext_lazy("Parcours"),
    Step.COORDINATION: gettext_lazy("Coordination"),
    Step.FOLLOW_UP: gettext_lazy("Suivi"),
    Step.CLOSED: gettext_lazy("Terminé"),
    Step.REDIRECTED: gettext_lazy("Réorienté"),
    Step.PAUSED: gettext_lazy("En pause"),
    Step.ABANDONED: gettext_lazy("Abandonné"),
}
STAGES: Mapping[str, str | Promise] = {
    Stage.VOICE: gettext_lazy("paroles"),
    Stage.NEED: gettext_lazy("besoins"),
    Stage.CRITERION: gettext_lazy("critères"),
    Stage.DIAGNOSIS: gettext_lazy("diagnostic"),
    Stage.IDEA: gettext_lazy("idées"),
    Stage.PLAN: gettext_lazy("plan"),
    Stage.ACTION: gettext_lazy("actions"),
    Stage.TARGET: gettext_lazy("objectifs"),
    Stage.RESULT: gettext_lazy("résultats"),
    Stage.AID_LINE: gettext_lazy("aide"),
    Stage.PAYMENT: gettext_lazy("versement"),
    Stage.PRACTICE: gettext_lazy("repris ailleurs"),
}
JOB_STATES: Mapping[str, str | Promise] = {
    JobState.QUEUED: gettext_lazy("en attente"),
    JobState.RUNNING: gettext_lazy("en cours"),
    JobState.DONE: gettext_lazy("terminée"),
    JobState.REFUSED: gettext_lazy("refusée"),
    JobState.FAILED: gettext_lazy("interrompue par une panne"),
    JobState.CANCELLED: gettext_lazy("annulée"),
}
_registered: dict[str, str] = {}
#: Control characters, halves of characters, and what turns the writing around.
_UNSHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def register(sentences: Mapping[str, str]) -> None:
    """Add the sentences of an app; called once, from its ``AppConfig.ready``."""
    _registered.update(sentences)


def sentences() -> dict[str, str]:
    return dict(_registered)


def explain(error: DomainError) -> str:
    """Return the sentence for *error*; an unknown code is our bug and must be loud."""
    facts = {name: _said(fact) for name, fact in error.facts.items()}
    return gettext(_registered[error.code]) % facts


def _said(fact: object) -> object:
    """Write a fact as people read it: dates in words, exact numbers with a comma."""
    if isinstance(fact, date):
        return date_format(fact, "DATE_FORMAT")
    if isinstance(fact, Decimal | Fraction):
        return write_number(Fraction(fact))
    if isinstance(fact, StrEnum):
        return _words.get(type(fact), {}).get(fact, fact)
    return printable(fact) if isinstance(fact, str) else fact


def printable(text: str) -> str:
    r"""Return *text* with what no screen or terminal may be given written as codes.

    >>> print(printable("a\x00\ud800b"))
    a\x00\ud800b
    """
    return _UNSHOWN.sub(lambda found: ascii(found[0])[1:-1], text)


def register_words(kind: type[StrEnum], words: Mapping[str, str | Promise]) -> None:
    """Say the French word of each member of an enumeration that refusals may name."""
    _words[kind] = words


_words: dict[type[StrEnum], Mapping[str, str | Promise]] = {
    Role: ROLES,
    OrganisationKind: KINDS,
    Step: STEPS,
}
