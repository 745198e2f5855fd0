"""The providers of the demonstration: a register the cluster brings, and the records of its own.

Everything is invented. Numbers have right keys but belong to nobody: FINESS of a department 99
that does not exist, SIRET of companies numbered from 000 000. Places keep their invented names;
each stands in a real commune of the south, so that the map has somewhere to draw it.
"""

from __future__ import annotations

import io

from essaim.journeys.story import ORGANISATIONS, Story
from essaim.platform import jobs
from essaim.platform.domain.viewer import HOUSE, Role
from essaim.platform.files import TABLES, guard
from essaim.territory import queries, services
from essaim.territory.domain.identifiers import passes_luhn

#: Our organisations: code, invented place, real commune, staff, legal form, activities.
RECORDS = (
    ("amandier", "Vallebrune", "04088", 41, "association", "sap-I-3 sap-I-5 sap-II-1 sap-II-7"),
    ("tournesol", "Roquebelle", "84003", 24, "cooperative", "sap-I-3 sap-I-4 sap-II-1 sap-II-10"),
    ("restanques", "Castelroux", "04112", 88, "association", "sap-I-3 sap-I-5 sap-II-14"),
    ("traverse", "Port-Clairet", "13047", 63, "commercial", "sap-I-3 sap-II-1 sap-II-2 sap-II-4"),
)
#: The register of the cluster: name, invented place, real commune, staff.
REGISTER = (
    ("CCAS de Saint-Hilaire-le-Haut", "Saint-Hilaire-le-Haut", "84089", 18),
    ("Coup d’aile Verdière", "Verdière", "04070", 12),
    ("Vallon solidaire", "Aigueblanche-le-Vieux", "05061", 35),
    ("La Ruche des collines", "Collombel", "84031", 41),
    ("Main dans la main Durance", "Durançole", "05132", 22),
    ("Les Tilleuls services", "Tilleret", "84007", 54),
    ("Présence Lavandière", "Lavandières", "04209", 16),
    ("Aide aux aînés de la Garance", "Garançon", "84138", 29),
    ("Maison des Cigales", "Cigaloux", "13103", 47),
    ("Le Mas partagé", "Mas-de-l’Orme", "13001", 33),
    ("Soleil à domicile", "Clairmont-sur-Sorgue", "84054", 26),
    ("Entraide du Queyron", "Queyron", "05046", 9),
    ("Au fil du jour", "Filoche", "13004", 38),
    ("Les Passerelles d’Ubayette", "Ubayette", "04019", 14),
    ("Bien chez soi Valsaint", "Valsaint", "84092", 61),
    ("CIAS des Trois Rives", "Trois-Rives", "05096", 44),
)


def _keyed(digits: str) -> str:
    return next(digits + str(key) for key in range(10) if passes_luhn(digits + str(key)))


def _keys(number: int) -> tuple[str, str]:
    """Return a FINESS and a SIRET with right keys that nobody bears."""
    return _keyed(f"99000{number:03}"), _keyed(_keyed(f"00000{number:03}") + "0001")


def play(story: Story) -> None:
    """Let the cluster bring its register, then each organisation say who it is."""
    nadia = story.person(Role.ADVISER, "garrigue")
    agency, intake = story.ids["garrigue"], guard(_register(), TABLES)
    row = services.bring_register(intake=intake, agency_id=agency, by=nadia)
    services.check_register(register_import_id=row.pk, choices=services.Choices(), by=nadia)
    job_id = services.start_import(register_import_id=row.pk, by=nadia)
    jobs.run_job(job_id=job_id)
    story.known["job_id"] = job_id
    for number, record in enumerate(RECORDS, start=1):
        _record(story, number, *record)
    provider = queries.provider_of(story.ids["amandier"])
    story.known["provider_id"] = provider.pk if provider else 0
    story.known["register_import_id"] = row.pk


def _register() -> io.BytesIO:
    """Return the register as the cluster would send it."""
    lines = ["finess_et;raison_sociale;adresse;ville;code_insee;siret;effectif"]
    for number, (name, place, code, staff) in enumerate(REGISTER, start=101):
        finess, siret = _keys(number)
        address = f"{number - 100} place de la Mairie"
        lines.append(f"{finess};{name};{address};{place};{code};{siret};{staff}")
    brought = io.BytesIO("\n".join(lines).encode())
    brought.name = "registre-pole-garrigue.csv"
    return brought


def _around(code: str) -> tuple[str, ...]:
    """Return the communes of the same grouping, the largest first."""
    communes = queries.gazetteer().communes
    near = [each for each in communes.values() if each.epci == communes[code].epci]
    largest = sorted(near, key=lambda each: -(each.population or 0))
    return tuple(each.code for each in largest if not each.parent)[:8]


def _record(
    story: Story, number: int, code: str, place: str, commune: str, staff: int, form: str, acts: str
) -> None:
    finess, siret = _keys(number)
    organisation = story.ids[code]
    values = {
        "name": ORGANISATIONS[code][0],
        "finess": finess,
        "siret": siret,
        "legal_form": form,
        "category": "460",
        "headcount": str(staff),
        "address": f"{number} chemin des Amandiers",
        "postcode": "",
        "city": place,
        "place_code": commune,
        "phone": "",
        "website": f"https://{code}.example/",
    }
    facts = services.ProviderFacts(
        values=values,
        activities=tuple(acts.split()),
        modes=("prestataire", "mandataire") if number % 2 else ("prestataire",),
        service_area=_around(commune),
        email=f"accueil@{code}.example",
    )
    services.record_provider(organisation_id=organisation, facts=facts, by=HOUSE)
