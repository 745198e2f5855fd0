"""A scheme read as text, generated from its data: nothing is said that the data does not say."""

from collections.abc import Iterator

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from essaim.funding.domain.aid import AidRule
from essaim.funding.domain.scheme import CatchUp, Provenance, Scheme, Status, Terms, WeightsSource
from essaim.funding.labels.explanations import rule_text
from essaim.funding.labels.numbers import long_day, number_text, weight_text
from essaim.kernel.money import Money

TERMS = {
    "grant_max": _("Montant"),
    "tranches": _("Tranches"),
    "weights": _("Poids des lignes"),
    "rule": _("Règle de calcul"),
    "prepayment_max_share": _("Acompte"),
    "catch_up": _("Rattrapage"),
    "right_to_reply_days": _("Délai pour répondre"),
}
PROVENANCES = {
    Provenance.SEED: _("séminaire"),
    Provenance.PUBLIC: _("source publique"),
    Provenance.RECONSTRUCTION: _("reconstruction"),
}
STATUSES = {
    Status.DRAFT: _("projet"),
    Status.IN_FORCE: _("en vigueur"),
    Status.SUPERSEDED: _("remplacée"),
}
WEIGHTS = {
    WeightsSource.AGREEMENT: _(
        "Le poids de chaque objectif est écrit dans la convention ; leur somme fait exactement 1."
    )
}
GRANT = _("La subvention ne dépasse pas %(grant)s pour toute la durée.")
TRANCHES = _(
    "Elle est versée en %(count)s tranches annuelles (%(shares)s), au centime près : les centimes "
    "restants vont aux plus grands restes."
)
RULE = _(
    "Chaque objectif est une ligne, avec son plafond. La ligne paie selon l’atteinte : %(rule)s. "
    "Sous le plancher, elle ne paie rien. L’aide de l’année est la somme des lignes."
)
PREPAYMENT = _(
    "Un acompte peut être versé avant le bilan, dans la limite de %(share)s de la tranche."
)
NO_CATCH_UP = _("Un objectif manqué ne se rattrape pas.")
REPLY = _("La structure dispose de %(days)s jours pour répondre à une proposition.")


def term_text(name: str, terms: Terms) -> str:
    """Say one term of a scheme in a sentence."""
    value = getattr(terms, name)
    match value:
        case Money():
            return gettext(GRANT) % {"grant": value}
        case tuple():
            shares = ", ".join(weight_text(share) for share in value)
            return gettext(TRANCHES) % {"count": len(value), "shares": shares}
        case WeightsSource():
            return gettext(WEIGHTS[value])
        case AidRule():
            return gettext(RULE) % {"rule": rule_text(value)}
        case CatchUp():
            return _catch_up_text(value)
        case int():
            return gettext(REPLY) % {"days": value}
    return gettext(PREPAYMENT) % {"share": weight_text(value)}


def _catch_up_text(catch_up: CatchUp) -> str:
    if not catch_up.years:
        return gettext(NO_CATCH_UP)
    sentence = ngettext(
        "Un objectif manqué puis atteint dans l’année qui suit rend %(rate)s de ce qu’il n’avait "
        "pas payé ; passé un an, le droit s’éteint.",
        "Un objectif manqué puis atteint dans les %(years)s années qui suivent rend %(rate)s de "
        "ce qu’il n’avait pas payé ; ensuite, le droit s’éteint.",
        catch_up.years,
    )
    return sentence % {"years": catch_up.years, "rate": number_text(catch_up.rate)}


def scheme_paragraphs(scheme: Scheme) -> Iterator[tuple[str, str, str]]:
    """Yield each term of a scheme: its title, its sentence, who says it."""
    for name, title in TERMS.items():
        said_by = PROVENANCES[scheme.provenance[name]]
        yield gettext(title), term_text(name, scheme.terms), gettext(said_by)


def validity_text(scheme: Scheme) -> str:
    """Say from when to when a version may be annexed."""
    start, end = scheme.validity.start, scheme.validity.end
    facts = {"start": long_day(start), "end": long_day(end)}
    if end is None:
        return gettext("À partir du %(start)s") % facts
    return gettext("Du %(start)s au %(end)s") % facts
