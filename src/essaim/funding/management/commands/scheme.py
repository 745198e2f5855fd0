"""`essaim scheme check|text|load [FILE…]`."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from essaim.funding import services
from essaim.funding.importers import checked_scheme, file_text, scheme_from
from essaim.funding.labels import scheme_paragraphs, validity_text
from essaim.kernel.errors import DomainError
from essaim.platform.commands import EssaimCommand, existing_file
from essaim.platform.domain.viewer import HOUSE
from essaim.platform.files import Kind
from essaim.platform.labels import explain


class Command(EssaimCommand):
    help = "Vérifie, dit ou publie un dispositif d’aide écrit en YAML."

    def arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="what", required=True)
        for name, said in (("check", "vérifie"), ("text", "dit en français")):
            act = acts.add_parser(name, help=said)
            act.add_argument("file", metavar="FILE")
        load = acts.add_parser("load", help="publie ; sans fichier, les dispositifs livrés")
        load.add_argument("file", metavar="FILE", nargs="?")
        for act in acts.choices.values():
            act.add_argument("--json", action="store_true", dest="as_json")

    def act(self, **options: Any) -> Mapping[str, Any]:
        given = options["file"]
        if given is None:
            published = services.load_shipped_schemes(by=HOUSE)
            return {"published": [version.urn for version in published]}
        text = file_text(existing_file(given), Kind.YAML)
        if options["what"] == "load":
            return {"published": [services.publish_scheme(text=text, by=HOUSE).urn]}
        return _said(text) if options["what"] == "text" else _checked(text, given)

    def text(self, result: Mapping[str, Any]) -> str:
        if "text" in result:
            return str(result["text"])
        return "\n".join(result.get("published") or [str(result.get("urn"))])


def _checked(text: str, given: str) -> Mapping[str, Any]:
    scheme, faults = checked_scheme(text)
    if scheme is None:
        said = [f"{given}:{fault.line}: {explain(fault.error)}" for fault in faults]
        raise DomainError("scheme_faulty", count=len(faults), faults="\n".join(said))
    return {"urn": scheme.urn, "faults": []}


def _said(text: str) -> Mapping[str, Any]:
    scheme = scheme_from(text)
    terms = [
        {"title": title, "text": said, "provenance": source}
        for title, said, source in scheme_paragraphs(scheme)
    ]
    head = [scheme.title["fr"], f"{scheme.urn} · {validity_text(scheme)}"]
    lines = [f"{term['title']} : {term['text']} [{term['provenance']}]" for term in terms]
    return {"urn": scheme.urn, "terms": terms, "text": "\n".join([*head, *lines])}
