"""The sentence of each fault of a file: its line, its place, its cause and the remedy."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from essaim.frameworks.domain.faults import Fault
from essaim.frameworks.labels.words import Labels

FAULTS = {
    "missing_key": _("il manque la clé « %(key)s » : ajoutez-la."),
    "not_a_mapping": _("ici doivent se trouver des clés et leurs valeurs."),
    "not_a_list": _("ici doit se trouver une liste (des lignes commençant par « - »)."),
    "text_expected": _(
        "ici doit se trouver un texte, entre guillemets s’il ressemble à un nombre."
    ),
    "text_too_long": _("ce texte dépasse %(most)s caractères : raccourcissez-le."),
    "words_expected": _("écrivez ce texte en français et en anglais : {fr: …, en: …}."),
    "missing_translation": _("il manque le texte en « %(language)s » : ajoutez-le."),
    "bad_id": _(
        "le code « %(value)s » n’est pas valable : une lettre ou un chiffre, puis lettres, "
        "chiffres, « . », « _ » ou « - », soixante au plus, entre guillemets si c’est un nombre."
    ),
    "duplicate_id": _(
        "le code « %(id)s » est déjà pris ligne %(first)s (%(what)s) : donnez-en un autre."
    ),
    "bad_framework_id": _("« %(value)s » : le code s’écrit en minuscules, chiffres et « _ »."),
    "bad_version": _("« %(value)s » : la version s’écrit comme '2026.1', vingt signes au plus."),
    "urn_mismatch": _(
        "l’urn « %(value)s » ne suit pas le code et la version : écrivez « %(expected)s »."
    ),
    "unknown_schema": _("schéma « %(value)s » inconnu : écrivez urn:essaim:schema:framework:1."),
    "unknown_kind": _("nature « %(value)s » inconnue ; possibles : %(known)s."),
    "unknown_status": _("état « %(value)s » inconnu ; possibles : %(known)s."),
    "unknown_provenance": _("provenance « %(value)s » inconnue ; possibles : %(known)s."),
    "unknown_not_applicable": _("règle « %(value)s » inconnue ; possibles : %(known)s."),
    "unknown_family": _("famille de notation « %(value)s » inconnue ; possibles : %(known)s."),
    "unknown_axis": _("l’axe « %(value)s » n’est pas déclaré ; déclarés : %(known)s."),
    "unknown_theme": _("le thème « %(value)s » n’est pas déclaré ; déclarés : %(known)s."),
    "unknown_objective": _("l’objectif « %(value)s » n’est pas déclaré ; déclarés : %(known)s."),
    "unknown_role": _("le rôle « %(value)s » n’est pas au vocabulaire ; possibles : %(known)s."),
    "unknown_parent": _("le parent « %(value)s » n’existe pas dans cette liste : %(known)s."),
    "unknown_confidence": _("confiance « %(value)s » inconnue ; possibles : %(known)s."),
    "unknown_strength": _("force « %(value)s » inconnue ; possibles : %(known)s."),
    "unknown_version": _("la version « %(value)s » n’est pas connue ; connues : %(known)s."),
    "to_confirm_not_linked": _("« %(value)s » n’est pas parmi les versions reliées : %(known)s."),
    "unknown_place_linked": _(
        "« %(place)s » n’est un critère ni un thème d’aucune version reliée."
    ),
    "linked_twice": _("« %(source)s » et « %(target)s » sont déjà reliés : gardez un seul lien."),
    "linked_inside": _("« %(source)s » et « %(target)s » sont du même référentiel."),
    "cyclic": _("ces éléments tournent en rond : %(chain)s. Ôtez l’un des parents."),
    "bad_date": _("« %(value)s » n’est pas une date utilisable : écrivez '2026-12-31'."),
    "period_ends_before_start": _("la période finit le %(end)s avant de commencer le %(start)s."),
    "intervals_overlap": _(
        "l’intervalle qui commence le « %(value)s » chevauche le précédent : revoyez les dates."
    ),
    "no_source": _("aucune source n’est citée : citez-en au moins une."),
    "notes_differ": _("%(fr)s note(s) en français et %(en)s en anglais : il en faut autant."),
    "no_criterion": _("aucun critère, et aucune importation déclarée (criteria_import)."),
    "public_without_source": _("un critère « public » cite sa source : ajoutez-la."),
    "seed_without_seminar": _("un critère « seed » a pour source « seminar », pas « %(value)s »."),
    "weight_not_a_number": _("le poids « %(value)s » n’est pas un nombre : écrivez 1, 2 ou 0.5."),
    "weight_not_positive": _("le poids %(value)s n’est pas supérieur à zéro : corrigez-le."),
    "weight_too_large": _("le poids %(value)s dépasse %(most)s : vérifiez les chiffres."),
    "weight_not_null": _("un profil ou une nomenclature n’a pas de poids : écrivez null."),
    "weights_sum_to_zero": _("la somme des poids est %(total)s : elle doit dépasser zéro."),
    "nomenclature_scored": _("une nomenclature n’a ni barème ni notation : écrivez null."),
    "level_not_whole": _("« %(value)s » : un niveau est un nombre entier."),
    "levels_not_rising": _("les niveaux doivent être deux au moins, distincts et croissants."),
    "profile_with_total": _("un profil n’a jamais de total : écrivez « total: forbidden »."),
    "levels_used_differ": _(
        "levels_used ne suit pas le barème : écrivez min %(lowest)s et max %(highest)s."
    ),
    "hierarchy_without_elements": _("la chaîne commence par « element »."),
    "imperative_may_be_skipped": _("« non concerné » doit être refusé sur un critère impératif."),
    "bad_decimals": _("« %(value)s » : le nombre de décimales va de 0 à 6."),
    "asked_of_all_missing": _("des questions sont posées par rôle : déclarez aussi asked_of_all."),
    "asked_twice": _("« %(role)s » répond déjà à tous les critères : ôtez cette question."),
    "anchors_differ": _("les repères doivent décrire chaque niveau, dans l’ordre : %(levels)s."),
    "not_plain": _("plus de %(most)s mots : « %(text)s ». Dites-le plus simplement."),
    "too_many_questions": _("plus de %(most)s questions à « %(role)s » : gardez les plus utiles."),
    "value_expected": _("ici doit se trouver une valeur, ou des valeurs nommées."),
    "given_twice": _("la version « %(urn)s » est déjà donnée par « %(file)s » : gardez-en une."),
    "two_current": _(
        "« %(file)s » est aussi une version courante de ce référentiel : passez l’une des deux "
        "à « status: superseded »."
    ),
    "no_bridge": _("aucune correspondance ne mène de « %(home)s » à « %(place)s »."),
}
#: What ids belong to, in the sentence on an id given twice.
WHATS: Labels = {
    "axis": gettext_lazy("axe"),
    "theme": gettext_lazy("thème"),
    "objective": gettext_lazy("objectif"),
    "criterion": gettext_lazy("critère"),
    "element": gettext_lazy("élément"),
    "special": gettext_lazy("mention"),
    "source": gettext_lazy("source"),
    "asked_role": gettext_lazy("rôle interrogé"),
    "parameter": gettext_lazy("paramètre"),
    "entry": gettext_lazy("entrée"),
    "indicator": gettext_lazy("indicateur"),
}


def explain_fault(fault: Fault) -> str:
    """Return the sentence of a fault: its line, its place, its cause and the remedy."""
    cause = explain_cause(fault)
    return gettext("Ligne %(line)s, %(place)s : %(cause)s") % {
        "line": fault.line,
        "place": fault.place or gettext("tout le fichier"),
        "cause": cause,
    }


def explain_cause(fault: Fault) -> str:
    """Return the cause and the remedy alone, where the place is already on screen."""
    facts: dict[str, Any] = dict(fault.facts)
    if "what" in facts:
        facts["what"] = WHATS[str(facts["what"])]
    return gettext(FAULTS[fault.code]) % facts
