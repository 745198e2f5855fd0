"""French words of the territory, and the sentence of each refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from essaim.kernel.errors import DomainError
from essaim.platform.labels import explain
from essaim.territory.domain.communes import Method
from essaim.territory.domain.layouts import Layout
from essaim.territory.domain.providers import ImportState, InterventionMode, LegalForm
from essaim.territory.domain.register import Action

SENTENCES = {
    "bad_finess": _(
        "Le numéro FINESS « %(value)s » est faux : neuf caractères dont une clé de contrôle. "
        "Recopiez-le depuis le registre."
    ),
    "bad_siret": _(
        "Le SIRET « %(value)s » est faux : quatorze chiffres dont une clé de contrôle. "
        "Recopiez-le depuis l’avis de situation de la structure."
    ),
    "no_key": _("La ligne n’a ni FINESS ni SIRET. Ajoutez l’un des deux."),
    "no_name": _("La ligne n’a pas de raison sociale. Ajoutez-la."),
    "value_too_long": _("« %(value)s… » dépasse %(most)s caractères. Raccourcissez cette valeur."),
    "bad_postcode": _(
        "Le code postal « %(value)s » n’a pas cinq chiffres. Corrigez-le, zéro de tête compris."
    ),
    "bad_headcount": _(
        "L’effectif « %(value)s » n’est pas un nombre entier entre 0 et %(most)s. Corrigez-le."
    ),
    "unknown_commune": _(
        "La commune « %(value)s » est inconnue. Corrigez le nom ou le code postal, ou donnez le "
        "code INSEE. Communes de ce code postal : %(near)s."
    ),
    "unknown_postcode": _(
        "« %(value)s » : ni la commune ni le code postal ne sont connus. Corrigez-les, ou donnez "
        "le code INSEE."
    ),
    "duplicate_line": _(
        "« %(value)s » est déjà à la ligne %(first)s. Gardez une seule des deux lignes."
    ),
    "keys_disagree": _(
        "Le FINESS et le SIRET désignent deux structures différentes : le SIRET %(value)s est déjà "
        "celui du FINESS « %(other)s ». Corrigez l’un des deux."
    ),
    "provider_elsewhere": _(
        "Cette structure est déjà accompagnée par une autre agence de cette installation. "
        "Demandez à sa direction de vous donner un mandat."
    ),
    "ragged_line": _(
        "La ligne a %(cells)s cellules, le registre en annonce %(wanted)s. Vérifiez les "
        "séparateurs et les guillemets de cette ligne."
    ),
    "not_finess_layout": _(
        "Ce fichier n’a pas les %(fields)s champs du format officiel FINESS. Choisissez le format "
        "« colonnes », ou téléchargez l’extrait officiel."
    ),
    "unknown_layout": _("Le format « %(layout)s » n’existe pas. Choisissez parmi : %(known)s."),
    "unknown_field": _("Le champ « %(field)s » n’existe pas. Choisissez parmi : %(known)s."),
    "unknown_column": _(
        "La colonne « %(column)s » n’est pas dans le fichier. Colonnes trouvées : %(known)s."
    ),
    "ambiguous_column": _(
        "Plusieurs colonnes peuvent donner « %(field)s » : %(columns)s. Dites laquelle."
    ),
    "missing_key_column": _(
        "Aucune colonne ne donne le FINESS ni le SIRET. Dites laquelle les contient, ou ajoutez-la."
    ),
    "missing_name_column": _(
        "Aucune colonne ne donne la raison sociale. Dites laquelle la contient, ou ajoutez-la."
    ),
    "unknown_agency": _("L’agence « %(agency)s » n’existe pas ici. Vérifiez son nom exact."),
    "not_an_agency_member": _(
        "Seule une personne de cette agence peut importer un registre pour elle. "
        "Choisissez votre agence."
    ),
    "import_already_started": _(
        "Ce registre est déjà importé ou en cours d’import. Envoyez-le de nouveau pour le refaire."
    ),
    "import_not_checked": _("Contrôlez d’abord le registre : rien n’est importé sans contrôle."),
    "provider_changed_meanwhile": _(
        "Quelqu’un a modifié cette structure pendant votre saisie. Relisez les valeurs "
        "enregistrées, puis enregistrez de nouveau les vôtres."
    ),
    "key_already_taken": _(
        "%(name)s %(value)s est déjà celui d’une autre structure. Vérifiez ce numéro."
    ),
    "area_line_unknown": _(
        "Ligne %(line)s du territoire : « %(value)s » n’est ni une commune ni un département. "
        "Écrivez le code postal puis le nom, par exemple « 04300 Forcalquier »."
    ),
    "area_too_long": _(
        "Le territoire a plus de %(most)s lignes. Remplacez les communes par leur département."
    ),
    "unknown_commune_code": _("Le code INSEE « %(value)s » est inconnu. Choisissez une commune."),
}
#: What each act did, as the log says it after its author.
ACTS: Mapping[str, str | Promise] = {
    "record_provider": gettext_lazy("a changé la fiche de la structure"),
    "import_register": gettext_lazy("a importé un registre"),
}
METHODS: Mapping[str, str | Promise] = {
    Method.CODE: gettext_lazy("code INSEE du registre"),
    Method.NAME: gettext_lazy("nom de la commune"),
    Method.POSTCODE: gettext_lazy("code postal"),
    Method.CEDEX: gettext_lazy("nom, adresse CEDEX"),
    Method.TRUNCATED: gettext_lazy("début du nom, coupé au registre"),
    Method.MANUAL: gettext_lazy("choisie par une personne"),
    Method.NONE: gettext_lazy("commune non trouvée"),
}
ACTIONS: Mapping[str, str | Promise] = {
    Action.CREATED: gettext_lazy("créée"),
    Action.UPDATED: gettext_lazy("mise à jour"),
    Action.UNCHANGED: gettext_lazy("inchangée"),
}
LAYOUTS: Mapping[str, str | Promise] = {
    Layout.FINESS: gettext_lazy("extrait officiel FINESS (32 champs)"),
    Layout.COLUMNS: gettext_lazy("tableau avec une ligne de titres"),
}
STATES: Mapping[str, str | Promise] = {
    ImportState.READ: gettext_lazy("lu, à contrôler"),
    ImportState.CHECKED: gettext_lazy("contrôlé, rien n’est encore écrit"),
    ImportState.RUNNING: gettext_lazy("import en cours"),
    ImportState.IMPORTED: gettext_lazy("importé"),
}
FIELDS: Mapping[str, str | Promise] = {
    "finess": gettext_lazy("FINESS de l’établissement"),
    "siret": gettext_lazy("SIRET"),
    "name": gettext_lazy("raison sociale"),
    "address": gettext_lazy("adresse"),
    "postcode": gettext_lazy("code postal"),
    "city": gettext_lazy("localité"),
    "insee": gettext_lazy("code INSEE"),
    "department": gettext_lazy("département"),
    "legal_form": gettext_lazy("forme juridique"),
    "category": gettext_lazy("catégorie FINESS"),
    "headcount": gettext_lazy("effectif salarié"),
    "phone": gettext_lazy("téléphone de la structure"),
    "website": gettext_lazy("site de la structure"),
    "modes": gettext_lazy("modes d’intervention"),
    "email": gettext_lazy("adresse électronique de la structure"),
    "line": gettext_lazy("ligne entière"),
}
AREAS: Mapping[str, str | Promise] = {
    "commune": gettext_lazy("commune"),
    "method": gettext_lazy("rapprochement de la commune"),
    "grouping": gettext_lazy("intercommunalité"),
    "department": gettext_lazy("département"),
    "region": gettext_lazy("région"),
}
MODES: Mapping[str, str | Promise] = {
    InterventionMode.PROVIDER: gettext_lazy("prestataire"),
    InterventionMode.AGENCY: gettext_lazy("mandataire"),
    InterventionMode.STAFFING: gettext_lazy("mise à disposition"),
}
ENCODINGS: Mapping[str, str] = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows (cp1252)",
    "latin-1": "Latin-1 (ISO-8859-1)",
    "utf-16": "UTF-16",
}
SEPARATORS: Mapping[str, str | Promise] = {
    ";": gettext_lazy("point-virgule"),
    ",": gettext_lazy("virgule"),
    "\t": gettext_lazy("tabulation"),
}
#: Categories of the register that help people at home; the label follows the reform of 2023.
CATEGORIES: Mapping[str, str | Promise] = {
    "460": gettext_lazy("service autonomie aide"),
    "209": gettext_lazy("service autonomie aide et soins"),
    "354": gettext_lazy("service de soins infirmiers à domicile"),
}
#: The 26 activities of article D.7231-1: five for vulnerable people, twenty-one declared.
ACTIVITIES: Mapping[str, str | Promise] = {
    "sap-I-1": gettext_lazy("Garde à domicile de jeunes enfants ou d’enfants handicapés"),
    "sap-I-2": gettext_lazy("Accompagnement de jeunes enfants hors du domicile"),
    "sap-I-3": gettext_lazy(
        "Assistance dans les actes quotidiens et insertion sociale "
        "des personnes âgées, handicapées ou malades"
    ),
    "sap-I-4": gettext_lazy("Conduite du véhicule personnel de ces personnes"),
    "sap-I-5": gettext_lazy("Accompagnement de ces personnes hors du domicile"),
    "sap-II-1": gettext_lazy("Entretien de la maison"),
    "sap-II-2": gettext_lazy("Petit jardinage"),
    "sap-II-3": gettext_lazy("Petit bricolage"),
    "sap-II-4": gettext_lazy("Garde d’enfants à domicile"),
    "sap-II-5": gettext_lazy("Soutien scolaire et cours"),
    "sap-II-6": gettext_lazy("Soins d’esthétique"),
    "sap-II-7": gettext_lazy("Préparation de repas"),
    "sap-II-8": gettext_lazy("Livraison de repas"),
    "sap-II-9": gettext_lazy("Collecte et livraison de linge"),
    "sap-II-10": gettext_lazy("Livraison de courses"),
    "sap-II-11": gettext_lazy("Assistance informatique"),
    "sap-II-12": gettext_lazy("Soins et promenade d’animaux"),
    "sap-II-13": gettext_lazy("Vigilance temporaire de la résidence"),
    "sap-II-14": gettext_lazy("Assistance administrative"),
    "sap-II-15": gettext_lazy("Accompagnement d’enfants hors du domicile"),
    "sap-II-16": gettext_lazy("Téléassistance et visioassistance"),
    "sap-II-17": gettext_lazy("Interprétation et codage pour personnes sourdes"),
    "sap-II-18": gettext_lazy("Conduite du véhicule en cas d’invalidité temporaire"),
    "sap-II-19": gettext_lazy("Accompagnement en cas d’invalidité temporaire"),
    "sap-II-20": gettext_lazy("Assistance à des personnes ayant besoin d’une aide temporaire"),
    "sap-II-21": gettext_lazy("Coordination et délivrance des services"),
}
LEGAL_FORMS: Mapping[str, str | Promise] = {
    LegalForm.ASSOCIATION: gettext_lazy("association"),
    LegalForm.PUBLIC_BODY: gettext_lazy("établissement public (CCAS, CIAS, commune)"),
    LegalForm.COOPERATIVE: gettext_lazy("société coopérative"),
    LegalForm.COMMERCIAL: gettext_lazy("société commerciale"),
    LegalForm.MUTUAL: gettext_lazy("mutuelle"),
    LegalForm.SELF_EMPLOYED: gettext_lazy("entreprise individuelle"),
}


def reason(rejected: Mapping[str, Any]) -> str:
    """Return the sentence of a line that was not taken, in the reader's language."""
    return explain(DomainError(rejected["code"], **rejected["facts"]))
