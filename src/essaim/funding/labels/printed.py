"""The words of the printed statement; the facts come from its frozen content."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

PRINTED = {
    "kicker": _("État de versement définitif · %(agreement_funder)s"),
    "draft_kicker": _("Projet d’état de versement, sans valeur avant décision"),
    "title": _("Aide %(year)s : %(due)s"),
    "draft_title": _("Aide %(year)s : %(due)s proposés"),
    "balance_lede": _("Reste à verser : %(balance)s."),
    "overpaid_lede": _("Trop-perçu : %(overpaid)s, à déduire ou à rendre."),
    "footer": _(
        "Convention %(agreement_number)s · état de versement %(year)s, version %(version)s"
    ),
    "parties_title": _("Ce qui fonde cet état"),
    "agreement_label": _("Convention"),
    "agreement_value": _("%(agreement_number)s, signée le %(signed)s"),
    "funder_label": _("Financeur"),
    "funder_value": _(
        "%(agreement_funder)s, %(agreement_funder_signatory)s, %(agreement_funder_quality)s"
    ),
    "organisation_label": _("Structure"),
    "organisation_value": _(
        "%(agreement_organisation)s, %(agreement_signatory)s, %(agreement_quality)s"
    ),
    "board_label": _("Décision de l’instance"),
    "board_value": _("%(agreement_board_decision)s, %(board)s"),
    "grant_label": _("Subvention"),
    "lines_title": _("Lignes et calcul"),
    "sum_title": _("Somme des lignes"),
    "fall_title": _("Du maximum au versement : %(lost)s non acquis"),
    "fall_alt": _(
        "Cascade du maximum de l’année à ce qui reste à verser ; chaque barre est une ligne du "
        "tableau qui suit."
    ),
    "rule_title": _("La règle"),
    "rule_sentence": _("Chaque ligne paie selon l’atteinte de l’objectif : %%(rule)s."),
    "rule_reference": _("%(legal)s. Version %(urn)s (empreinte %(digest)s), à lire ici :"),
    "rights_title": _("Vos droits"),
    "act_submitted": _("Bilan transmis par la structure le %%(on)s."),
    "act_proposed": _("Montants proposés par le financeur le %%(on)s."),
    "act_decided": _("Décidé par une autre personne du financeur le %%(on)s."),
}


def columns() -> list[str]:
    """Return the heads of the table of lines."""
    return [gettext("Objectif et calcul"), gettext("Plafond"), gettext("Atteinte"), gettext("Payé")]


def fall_columns() -> list[str]:
    """Return the heads of the table of the waterfall."""
    return [gettext("Étape"), gettext("Montant")]
