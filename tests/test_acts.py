"""The log keeps codes; whoever reads it reads words, for every act that a service writes."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from inspect import getsource
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import get_type_hints

from conftest import ClientOf
from django.apps import apps
from django.utils import translation

from essaim.journeys.story import Story
from essaim.platform import labels
from essaim.platform.domain.viewer import HOUSE, PUBLIC, Viewer
from essaim.platform.models import AuditLine, User


def test_every_act_that_a_service_writes_has_its_words() -> None:
    written = {act for module in _service_modules() for act in _acts_of(module)}

    assert len(written) > 80
    assert written - set(labels.acts()) == set()


def test_each_act_is_also_said_in_english() -> None:
    with translation.override("fr"):
        french = {act: labels.act_words(act) for act in labels.acts()}
    with translation.override("en"):
        assert [act for act, said in french.items() if labels.act_words(act) == said] == []


def test_the_words_follow_the_name_of_the_author() -> None:
    loose = [said for said in map(labels.act_words, labels.acts()) if not said.startswith("a ")]

    assert loose == []


def test_the_acts_of_the_demonstration_are_all_said(full_story: Story) -> None:
    kept = set(AuditLine.objects.values_list("act", flat=True))

    assert len(kept) > 30
    assert kept - set(labels.acts()) == set()


def test_a_director_reads_who_did_what_in_words(full_story: Story, client_of: ClientOf) -> None:
    page = client_of("director").get("/journal/").content.decode()

    assert "Solène Garrec" in page
    assert "a transmis le bilan de l’année" in page
    assert not re.search(r"account:\d|<code>", page)


def test_an_operator_reads_ids_and_no_name(full_story: Story, client_of: ClientOf) -> None:
    page = client_of("operator").get("/journal/").content.decode()
    names = set(User.objects.values_list("name", flat=True)) - {"Youri Blanchet"}

    assert "compte " in page
    assert [name for name in names if name in page] == []


def test_an_author_without_an_account_is_said_too() -> None:
    assert labels.author_words(str(HOUSE), {}) == "la maison"
    assert labels.author_words(str(Viewer(respondent_link_id=4)), {}) == "par un lien de réponse"
    assert labels.author_words(str(PUBLIC), {}) == "sans compte"
    assert labels.author_words("account:16", {"account:16": "Nadia Ferrand"}) == "Nadia Ferrand"
    assert labels.author_words("account:16", {}) == "compte 16"


def test_an_act_of_a_past_release_keeps_its_code() -> None:
    assert labels.act_words("forgotten_act") == "forgotten_act"


def _service_modules() -> Iterator[ModuleType]:
    for app in apps.get_app_configs():
        if app.name.startswith("essaim."):
            root = Path(app.path)
            for path in [*root.glob("services.py"), *root.glob("services/*.py")]:
                inside = path.relative_to(root).with_suffix("").parts
                yield import_module(".".join([app.name, *inside]).removesuffix(".__init__"))


def _acts_of(module: ModuleType) -> Iterator[str]:
    for function, call in _calls(module, "keep_audit_line"):
        yield from _codes(module, function, _argument(call, "act", 0))


def _calls(module: ModuleType, called: str) -> Iterator[tuple[ast.FunctionDef, ast.Call]]:
    """Yield the calls of a function in *module*, each with the function it stands in."""
    for function in ast.parse(getsource(module)).body:
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Name(id=name)) if name == called:
                    assert isinstance(function, ast.FunctionDef)
                    yield function, node


def _argument(call: ast.Call, name: str, place: int) -> ast.expr:
    named = [each.value for each in call.keywords if each.arg == name]
    return named[0] if named else call.args[place]


def _codes(module: ModuleType, function: ast.FunctionDef, given: ast.expr) -> set[str]:
    """Return all that an expression may be: what is written there, or comes in by a parameter."""
    match given:
        case ast.Constant(value=value):
            return {str(value)}
        case ast.JoinedStr(values=parts):
            found = [_codes(module, function, part) for part in parts]
            return {"".join(each) for each in product(*found)}
        case ast.FormattedValue(value=inner):
            return _codes(module, function, inner)
        case ast.Name(id=name):
            return _values(module, function, name)
    raise AssertionError(f"{module.__name__}.{function.name}: {ast.unparse(given)} hides an act")


def _values(module: ModuleType, function: ast.FunctionDef, name: str) -> set[str]:
    """Return the members of an enumeration, or what the callers give for the parameter *name*."""
    kind = get_type_hints(getattr(module, function.name))[name]
    if issubclass(kind, StrEnum):
        return set(kind)
    place = [each.arg for each in function.args.args].index(name)
    callers = _calls(module, function.name)
    return set().union(
        *(_codes(module, who, _argument(call, name, place)) for who, call in callers)
    )
