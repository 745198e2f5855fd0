"""The words of the codes that pages show."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from essaim.frameworks.domain.crosswalk import Strength
from essaim.frameworks.domain.documents import DocumentKind
from essaim.frameworks.domain.facts import Carried
from essaim.frameworks.domain.framework import Family, Kind, NotApplicable, Status
from essaim.frameworks.domain.parameters import Confidence

Labels = Mapping[str, str | Promise]

LIST_TITLE = gettext_lazy("Référentiels")
FACTS_TITLE = gettext_lazy("Indicateurs")

STATUSES: Labels = {
    Status.DRAFT: gettext_lazy("projet"),
    Status.IN_FORCE: gettext_lazy("en vigueur"),
    Status.SUPERSEDED: gettext_lazy("remplacée"),
}
STATUS_TONES: Mapping[str, str] = {
    Status.DRAFT: "warn",
    Status.IN_FORCE: "good",
    Status.SUPERSEDED: "",
}
KINDS: Labels = {
    Kind.ASSESSMENT: gettext_lazy("évaluation"),
    Kind.NOMENCLATURE: gettext_lazy("nomenclature"),
}
FAMILIES: Labels = {
    Family.PROFILE: gettext_lazy("profil, sans total"),
    Family.ADDITIVE: gettext_lazy("points pondérés"),
    Family.HIERARCHICAL: gettext_lazy("moyennes par étages"),
    "": gettext_lazy("liste, sans notation"),
}
NOT_APPLICABLES: Labels = {
    NotApplicable.ALLOWED: gettext_lazy("« non concerné » est admis"),
    NotApplicable.JUSTIFIED: gettext_lazy("« non concerné » demande une raison"),
    NotApplicable.FORBIDDEN: gettext_lazy("« non concerné » n’est pas admis"),
}
CONFIDENCES: Labels = {
    Confidence.HIGH: gettext_lazy("confiance haute"),
    Confidence.MEDIUM: gettext_lazy("confiance moyenne"),
    Confidence.LOW: gettext_lazy("confiance basse : à vérifier"),
}
CONFIDENCE_TONES: Mapping[str, str] = {
    Confidence.HIGH: "good",
    Confidence.MEDIUM: "",
    Confidence.LOW: "warn",
}
STRENGTHS: Labels = {
    Strength.SAME_FACT: gettext_lazy("même fait"),
    Strength.PARTIAL: gettext_lazy("en partie, à compléter"),
    Strength.EVIDENCE: gettext_lazy("même pièce"),
}
CARRIED: Labels = {
    Carried.ENTERED: gettext_lazy("saisi ici"),
    Carried.SAME_FACT: gettext_lazy("repris tel quel"),
    Carried.PARTIAL: gettext_lazy("prérempli, à compléter"),
    Carried.EVIDENCE: gettext_lazy("pièce proposée"),
    Carried.NOTHING: gettext_lazy("non renseigné"),
}
#: The short names of frameworks, in a cell or a line.
SHORT_NAMES: Labels = {
    "cedre21": "CEDRE",
    "sad_quality": "SAD",
    "vsme": "VSME",
    "has_essms": "HAS",
    "csess": "CSESS",
    "esia_emergence": "ESIA",
    "lest_innovation": "LEST",
    "bonnes_pratiques_ess": gettext_lazy("Bonnes pratiques ESS"),
}
#: What is added to the label of a field, for the language it holds.
LANGUAGES: Labels = {
    "fr": gettext_lazy("%(label)s (français)"),
    "en": gettext_lazy("%(label)s (anglais)"),
}
#: The roles that answer, as the shared vocabulary names them.
ROLES: Labels = {
    "senior_manager": gettext_lazy("direction"),
    "middle_manager": gettext_lazy("encadrement intermédiaire"),
    "care_worker": gettext_lazy("intervenant·es à domicile"),
    "service_user": gettext_lazy("personnes accompagnées"),
    "family_carer": gettext_lazy("aidant·es"),
    "board_member": gettext_lazy("administrateur·rices bénévoles"),
    "health_professional": gettext_lazy("professionnel·les de santé"),
    "supplier": gettext_lazy("fournisseurs"),
    "funder": gettext_lazy("financeurs"),
    "local_authority": gettext_lazy("collectivités"),
}
#: The three reports that one answer fills.
REPORTS: Labels = {
    "cedre21": gettext_lazy("Rapport CEDRE"),
    "sad_quality": gettext_lazy("Tableau qualité du SAD (dotation complémentaire)"),
    "vsme": gettext_lazy("Tableau VSME"),
}
DOCUMENTS: Labels = {
    DocumentKind.FRAMEWORK: gettext_lazy("référentiel"),
    DocumentKind.PARAMETERS: gettext_lazy("paramètres datés"),
    DocumentKind.CROSSWALK: gettext_lazy("correspondances"),
    DocumentKind.VOCABULARIES: gettext_lazy("vocabulaires"),
    DocumentKind.INDICATORS: gettext_lazy("indicateurs"),
    DocumentKind.WORDINGS: gettext_lazy("notes en français"),
}
#: The shared lists, in the words of their users.
LISTS: Labels = {
    "stakeholder_roles": gettext_lazy("Regards des parties prenantes"),
    "collection_modes": gettext_lazy("Modes de recueil"),
    "need_types": gettext_lazy("Types de besoins"),
    "answer_posture": gettext_lazy("Réponse réparatrice ou transformatrice"),
    "innovation_nature": gettext_lazy("Natures d’innovation"),
    "innovation_forms": gettext_lazy("Formes d’innovation"),
    "barriers": gettext_lazy("Freins, et qui peut les lever"),
    "enablers": gettext_lazy("Leviers"),
    "strategies": gettext_lazy("Stratégies"),
    "accompaniment_steps": gettext_lazy("Étapes de l’accompagnement"),
    "recommendation_statuses": gettext_lazy("États d’une recommandation"),
    "workshop_themes": gettext_lazy("Thèmes d’atelier"),
    "scaling_strategies": gettext_lazy("Façons d’essaimer"),
    "adoption_states": gettext_lazy("États d’une adoption"),
    "abandonment_reasons": gettext_lazy("Raisons d’abandon"),
    "tie_origin": gettext_lazy("Origine des liens"),
    "cooperation_forms": gettext_lazy("Cadres juridiques de la coopération"),
    "pooled_objects": gettext_lazy("Ce que l’on mutualise"),
    "service_design_roles": gettext_lazy("Métiers de la conception de services"),
    "persona_fields": gettext_lazy("Rubriques d’un persona"),
    "blueprint_lanes": gettext_lazy("Lignes du plan de service"),
    "service_model_fields": gettext_lazy("Rubriques du modèle de service"),
}


def role_name(role: str) -> str:
    """Return the words of a role that answers; a role of ours unknown here keeps its code."""
    return str(ROLES.get(role, role))
