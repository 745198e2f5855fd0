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
from essaim.platform.domain.viewer import HOUSE, MandateKind, OrganisationKind, Role
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
#: What each act of the log did, said after its author: « Nadia Ferrand a ouvert un compte ».
ACTS: Mapping[str, str | Promise] = {
    "open_account": gettext_lazy("a ouvert un compte"),
    "found_organisation": gettext_lazy("a inscrit une structure"),
    "grant_role": gettext_lazy("a donné un rôle"),
    "revoke_role": gettext_lazy("a retiré un rôle"),
    "give_mandate": gettext_lazy("a donné un mandat"),
    "store_file": gettext_lazy("a déposé un fichier"),
    "open_accompaniment": gettext_lazy("a commencé un accompagnement"),
    f"move_to_{Step.RECEPTION}": gettext_lazy("a passé l’accompagnement à l’accueil"),
    f"move_to_{Step.DIAGNOSIS}": gettext_lazy("a passé l’accompagnement au diagnostic"),
    f"move_to_{Step.PATH}": gettext_lazy("a passé l’accompagnement au parcours"),
    f"move_to_{Step.COORDINATION}": gettext_lazy("a passé l’accompagnement à la coordination"),
    f"move_to_{Step.FOLLOW_UP}": gettext_lazy("a passé l’accompagnement au suivi"),
    f"move_to_{Step.CLOSED}": gettext_lazy("a terminé l’accompagnement"),
    f"move_to_{Step.REDIRECTED}": gettext_lazy("a réorienté la structure"),
    f"move_to_{Step.PAUSED}": gettext_lazy("a mis l’accompagnement en pause"),
    f"move_to_{Step.ABANDONED}": gettext_lazy("a abandonné l’accompagnement"),
}
_registered: dict[str, str] = {}
_acts: dict[str, str | Promise] = {}
#: Control characters, halves of characters, and what turns the writing around.
_UNSHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def register(sentences: Mapping[str, str]) -> None:
    """Add the sentences of an app; called once, from its ``AppConfig.ready``."""
    _registered.update(sentences)


def sentences() -> dict[str, str]:
    return dict(_registered)


def register_acts(words: Mapping[str, str | Promise]) -> None:
    """Say in words the acts that an app writes in the log; the log itself keeps the codes."""
    _acts.update(words)


def acts() -> tuple[str, ...]:
    return tuple(_acts)


def act_words(act: str) -> str:
    """Say an act of the log; one of a past release that nobody says any more keeps its code."""
    return str(_acts.get(act, act))


def author_words(author: str, names: Mapping[str, str]) -> str:
    """Say who wrote a line of the log, by the *names* the reader may know."""
    if author in names:
        return names[author]
    if author == str(HOUSE):
        return gettext("la maison")
    kind, _colon, key = author.partition(":")
    if kind == "account":
        return gettext("compte %(number)s") % {"number": key}
    return gettext("par un lien de réponse") if kind == "link" else gettext("sans compte")


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
