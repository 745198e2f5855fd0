"""Check the data of a framework file: every fault with its place and its cause, never a guess."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from typing import Final

from essaim.frameworks.domain import check_scoring
from essaim.frameworks.domain.faults import Fault, Faults, LineOf, Node, ids_of, unique_ids
from essaim.frameworks.domain.framework import Kind, Status
from essaim.frameworks.domain.words import Provenance

SCHEMA: Final = "urn:essaim:schema:framework:1"
#: Asked of one role by one framework; care workers and users have no more time than that.
QUESTIONS_MAX: Final = 8
#: In a question or an anchor; French elisions count as words.
PLAIN_WORDS: Final = 14
_KEYS: Final = (
    *("schema", "urn", "id", "version", "kind", "status", "validity", "title", "description"),
    *("licence", "sources", "scale", "axes", "themes", "criteria", "scoring", "notes"),
)
_CRITERION_KEYS: Final = (
    *("id", "axis", "theme", "title", "description", "provenance", "source", "weight"),
)
_FRAMEWORK_ID = re.compile(r"[a-z][a-z0-9_]{0,49}")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]{0,19}")


def check_framework(
    data: object, roles: Collection[str], line_of: LineOf = lambda path: 1
) -> tuple[Fault, ...]:
    """Return every fault of a framework's *data*, in the order of its lines; none when sound.

    *roles* are those of the shared vocabulary; *line_of* knows the line of each place.

    >>> [fault.code for fault in check_framework({"id": "a"}, ())][:2]
    ['missing_key', 'missing_key']
    """
    faults = Faults(line_of)
    top = Node(faults, data)
    if top.need_keys(_KEYS):
        _Check(top, roles).run()
    return faults.all()


class _Check:
    def __init__(self, top: Node, roles: Collection[str]) -> None:
        self.top, self.roles = top, roles
        self.axes: list[str] = []
        self.themes: list[str] = []
        self.objectives: list[str] = []

    def run(self) -> None:
        self._identity()
        self._texts()
        self._groups()
        check_scoring.check(self.top)
        for name in ("axes", "themes", "objectives", "criteria"):
            _no_cycle(self.top[name])
        self._criteria()
        self._questions()

    def _identity(self) -> None:
        top = self.top
        identity, version = top["id"], top["version"]
        if not isinstance(identity.value, str) or not _FRAMEWORK_ID.fullmatch(identity.value):
            identity.fault("bad_framework_id", value=identity.shown)
        if not _VERSION.fullmatch(version.shown):
            version.fault("bad_version", value=version.shown)
        expected = f"urn:essaim:framework:{identity.shown}:{version.shown}"
        if top["urn"].value != expected:
            top["urn"].fault("urn_mismatch", value=top["urn"].shown, expected=expected)
        if top["schema"].value != SCHEMA:
            top["schema"].fault("unknown_schema", value=top["schema"].shown)
        top["kind"].one_of(set(Kind), "unknown_kind")
        top["status"].one_of(set(Status), "unknown_status")
        top["validity"].period()

    def _texts(self) -> None:
        top = self.top
        top["title"].words()
        top["description"].words()
        if top["licence"].need_keys(("own_text", "note")):
            top["licence"]["own_text"].text()
            top["licence"]["note"].words()
        sources = list(top["sources"].items())
        unique_ids(sources, "source")
        if not sources:
            top["sources"].fault("no_source")
        if top["notes"].need_keys(("fr", "en")):
            french, english = (list(top["notes"][name].items()) for name in ("fr", "en"))
            if len(french) != len(english):
                top["notes"].fault("notes_differ", fr=len(french), en=len(english))

    def _groups(self) -> None:
        top = self.top
        axes = unique_ids(top["axes"].items(), "axis")
        themes = unique_ids(top["themes"].items(), "theme")
        objectives = unique_ids(top["objectives"].items(optional=True), "objective")
        self.axes, self.themes, self.objectives = map(ids_of, (axes, themes, objectives))
        for part in (*axes, *themes):
            part["title"].words()
            part["provenance"].one_of(set(Provenance), "unknown_provenance")
            part["method"].words(optional=True)
        for theme in themes:
            for axis in theme["axis"].items():
                axis.one_of(self.axes, "unknown_axis")
        for objective in objectives:
            objective["title"].words()
            if objective["theme"].exists:
                objective["theme"].one_of(self.themes, "unknown_theme")
        for entry in (*top["legal_checks"].items(optional=True), *_regimes(top)):
            if entry.need_keys(("id", "title")):
                entry["title"].words()

    def _criteria(self) -> None:
        nodes = list(self.top["criteria"].items())
        criteria = unique_ids(nodes, "criterion")
        imports = self.top["criteria_import"]
        if imports.exists:
            imports.need_keys(("required",))
        imported = imports["required"].exists and bool(imports["required"].value)
        if not nodes and not imported:
            self.top["criteria"].fault("no_criterion")
        elements: list[Node] = []
        for node in criteria:
            self._criterion(node)
            elements += node["elements"].items(optional=True)
        unique_ids(elements, "element")
        for element in elements:
            element["title"].words()
        check_scoring.check_weights(self.top, criteria)

    def _criterion(self, node: Node) -> None:
        node.need_keys(_CRITERION_KEYS)
        node["title"].words()
        node["description"].words()
        for indicator in node["indicators"].items(optional=True):
            indicator.words()
        if node["axis"].exists:
            node["axis"].one_of(self.axes, "unknown_axis")
        if node["theme"].exists and node["theme"].value is not None:
            node["theme"].one_of(self.themes, "unknown_theme")
        if node["objective"].exists:
            node["objective"].one_of(self.objectives, "unknown_objective")
        for name in ("applies_to", "regime"):
            for entry in node[name].items(optional=True):
                entry.text()
        _provenance(node)

    def _questions(self) -> None:
        top = self.top
        declared = top["asked_of_all"]
        all_asked = {role.shown for role in declared.items(optional=True)}
        for role in declared.items(optional=True):
            role.one_of(self.roles, "unknown_role")
        levels = check_scoring.level_values(top)
        count: Counter[str] = Counter()
        for criterion in top["criteria"].items():
            asked = list(criterion["asked"].items(optional=True))
            unique_ids(asked, "asked_role", key="role")
            if asked and not declared.exists:
                criterion["asked"].fault("asked_of_all_missing")
            for each in asked:
                self._asked(each, all_asked, levels)
                count[each["role"].shown] += 1
                if count[each["role"].shown] == QUESTIONS_MAX + 1:
                    each.fault("too_many_questions", role=each["role"].shown, most=QUESTIONS_MAX)

    def _asked(self, node: Node, all_asked: Collection[str], levels: list[int]) -> None:
        if not node.need_keys(("role", "question", "anchors")):
            return
        role = node["role"].one_of(self.roles, "unknown_role")
        if role in all_asked:
            node["role"].fault("asked_twice", role=role)
        node["question"].words()
        _plain(node["question"])
        anchors = list(node["anchors"].items())
        if not levels or [anchor["value"].value for anchor in anchors] != levels:
            node["anchors"].fault("anchors_differ", levels=", ".join(map(str, levels)))
        for anchor in anchors:
            anchor.words()
            _plain(anchor)


def _regimes(top: Node) -> tuple[Node, ...]:
    return tuple(top["regimes"].items(optional=True))


def _plain(words: Node) -> None:
    text = words["fr"].value
    if isinstance(text, str) and len(re.findall(r"\w+", text)) > PLAIN_WORDS:
        words["fr"].fault("not_plain", most=PLAIN_WORDS, text=text[:80])


def _provenance(node: Node) -> None:
    if not node["provenance"].exists:
        return
    provenance = node["provenance"].one_of(set(Provenance), "unknown_provenance")
    source = node["source"]
    if source.exists and source.value is not None and not isinstance(source.value, str):
        source.fault("text_expected")
    elif provenance == Provenance.PUBLIC and not source.value:
        source.fault("public_without_source")
    elif provenance == Provenance.SEED and source.value != "seminar":
        source.fault("seed_without_seminar", value=source.shown)


def _no_cycle(group: Node) -> None:
    """Nodes of one list may name a *parent* in it; going up must end."""
    if not isinstance(group.value, list):
        return
    maps = [each for each in group.items() if isinstance(each.value, dict)]
    nodes = {each["id"].shown: each for each in maps if each["id"].value}
    parents = {key: node["parent"].shown for key, node in nodes.items() if node["parent"].value}
    for key, node in nodes.items():
        if node["parent"].exists and node["parent"].value is not None:
            node["parent"].one_of(nodes, "unknown_parent")
        chain = [key]
        while (above := parents.get(chain[-1])) and above not in chain:
            chain.append(above)
        if above == key:
            node["parent"].fault("cyclic", chain=" → ".join([*chain, key]))
