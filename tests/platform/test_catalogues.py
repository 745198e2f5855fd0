"""English is complete: every marked sentence of every app has its faithful translation."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]


def load_chore() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogues", ROOT / "chores/catalogues.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["catalogues"] = module
    spec.loader.exec_module(module)
    return module


catalogues = load_chore()


@pytest.mark.parametrize("app", [app.name for app in catalogues.apps()])
def test_every_marked_sentence_of_the_app_is_translated(app: str) -> None:
    assert sorted(catalogues.faults(catalogues.SOURCES / app)) == []


def test_sentences_are_found_under_every_name_of_gettext() -> None:
    source = (
        "from django.utils.translation import gettext_noop as __, ngettext, pgettext_lazy\n"
        "__('Un')\nngettext('%(n)s mot', '%(n)s mots', 2)\npgettext_lazy('mois', 'mai')\n"
        "__(name)\n"
    )
    found = [(each.context, each.text, each.plural) for each in catalogues.in_python(source)]
    assert sorted(found, key=str) == [
        ("mois", "mai", None),
        (None, "%(n)s mot", "%(n)s mots"),
        (None, "Un", None),
    ]


def test_a_sentence_that_is_not_a_literal_is_refused() -> None:
    with pytest.raises(catalogues.UnreadableMarkError, match=r"vue\.py:2"):
        list(catalogues.in_python("from x import y\ngettext(f'{n} mots')", "vue.py"))


def test_sentences_of_templates_are_asked_for_as_django_will() -> None:
    source = """
      <c-card title="{% translate "Un" %}" note="{{ note|default:_("rien") }}" />
      {% blocktranslate trimmed count n=rows|length %}
        {{ n }} ligne à 50 %
      {% plural %}
        {{ n }} lignes à 50 %
      {% endblocktranslate %}
      {% translate "mai" context "mois" as word %}{% translate name %}
    """
    found = {(each.context, each.text, each.plural) for each in catalogues.in_template(source)}
    assert found == {
        (None, "Un", None),
        (None, "rien", None),
        (None, "%(n)s ligne à 50 %%", "%(n)s lignes à 50 %%"),
        ("mois", "mai", None),
    }


def test_extracting_again_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (app / "labels.py").write_text("_ = gettext\ngettext('C\\'est dit !')\ngettext('Parti')")
    assert catalogues.extract(app) == 2
    path = catalogues.catalogue_of(app)
    catalogue = polib.pofile(str(path))
    catalogue[0].msgstr = "Said!"
    catalogue.save()
    (app / "labels.py").write_text("gettext('C’est dit\u202f!')\ngettext('Venu')")

    assert catalogues.extract(app) == 1
    again = path.read_text()
    assert [(each.msgid, each.msgstr) for each in polib.pofile(str(path))] == [
        ("C’est dit\u202f!", "Said!"),
        ("Venu", ""),
    ]
    assert catalogues.extract(app) == 1
    assert path.read_text() == again


@pytest.mark.parametrize(
    ("translated", "why"),
    [("", "not translated"), ("Year", "other placeholders"), ("Year %(x)s", "other placeholders")],
)
def test_an_unfaithful_translation_is_a_fault(tmp_path: Path, translated: str, why: str) -> None:
    app = tmp_path / "app"
    app.mkdir()
    (app / "labels.py").write_text("gettext('Année %(year)s')")
    catalogues.extract(app)
    catalogue = polib.pofile(str(catalogues.catalogue_of(app)))
    catalogue[0].msgstr = translated
    catalogue.save()

    (fault,) = catalogues.faults(app)
    assert why in fault
