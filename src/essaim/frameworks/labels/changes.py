"""One change between two versions, in words a reader of the framework knows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from essaim.frameworks.domain.comparison import Change, ChangeKind
from essaim.frameworks.labels.words import ROLES, Labels

CHANGES: Labels = {
    ChangeKind.ADDED: gettext_lazy("ajouté"),
    ChangeKind.REMOVED: gettext_lazy("retiré"),
    ChangeKind.CHANGED: gettext_lazy("modifié"),
    ChangeKind.MOVED: gettext_lazy("ordre changé"),
}
CHANGE_TONES: Mapping[str, str] = {
    ChangeKind.ADDED: "good",
    ChangeKind.REMOVED: "bad",
    ChangeKind.CHANGED: "info",
    ChangeKind.MOVED: "",
}
#: Keys of the file, in the words of the trade.
KEYS: Labels = {
    "criteria": gettext_lazy("critère"),
    "axes": gettext_lazy("axe"),
    "themes": gettext_lazy("thème"),
    "objectives": gettext_lazy("objectif"),
    "elements": gettext_lazy("élément"),
    "sources": gettext_lazy("source"),
    "levels": gettext_lazy("niveau"),
    "special": gettext_lazy("mention"),
    "anchors": gettext_lazy("repère du niveau"),
    "asked": gettext_lazy("question à"),
    "scale": gettext_lazy("barème"),
    "scoring": gettext_lazy("notation"),
    "title": gettext_lazy("titre"),
    "label": gettext_lazy("libellé"),
    "descriptor": gettext_lazy("descripteur"),
    "description": gettext_lazy("description"),
    "question": gettext_lazy("question"),
    "weight": gettext_lazy("poids"),
    "status": gettext_lazy("état"),
    "validity": gettext_lazy("validité"),
    "notes": gettext_lazy("notes"),
    "licence": gettext_lazy("licence"),
    "provenance": gettext_lazy("provenance"),
    "axis": gettext_lazy("axe"),
    "theme": gettext_lazy("thème"),
    "imperative": gettext_lazy("caractère impératif"),
    "not_applicable": gettext_lazy("règle du « non concerné »"),
    "asked_of_all": gettext_lazy("rôles interrogés sur tout"),
    "requires_evidence": gettext_lazy("pièce exigée"),
}


def place_of(change: Change) -> str:
    """Return where a change is: « critère c01 · poids »."""
    parts: list[str] = []
    for step in change.path:
        word = str(KEYS.get(step, ROLES.get(step, step)))
        if parts and change.path[len(parts) - 1] in KEYS and step not in KEYS:
            parts[-1] = f"{parts[-1]} {word}"
            parts.append("")
        else:
            parts.append(word)
    return " · ".join(part for part in parts if part)


def value_words(value: Any) -> str:
    """Return a value of the file as a sentence shows it: words, a number, or its title."""
    language = (get_language() or "fr")[:2]
    if value is None or value == "":
        return gettext("rien")
    if isinstance(value, bool):
        return gettext("oui") if value else gettext("non")
    if isinstance(value, dict):
        told = value.get(language) or value.get("fr")
        if isinstance(told, str):
            return told
        if isinstance(value.get("title"), dict):
            return value_words(value["title"])
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return ", ".join(value_words(each) for each in value)
    return str(value)


def explain_change(change: Change) -> str:
    """Return one change as a sentence: « critère c01 · poids : 1 → 2 »."""
    place = place_of(change)
    if change.kind is ChangeKind.CHANGED:
        return gettext("%(place)s : %(before)s → %(after)s") % {
            "place": place,
            "before": value_words(change.before),
            "after": value_words(change.after),
        }
    shown = change.before if change.kind is ChangeKind.REMOVED else change.after
    return gettext("%(place)s, %(kind)s : %(value)s") % {
        "place": place,
        "kind": CHANGES[change.kind],
        "value": value_words(shown),
    }
