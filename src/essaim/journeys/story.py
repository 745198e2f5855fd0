"""The people and organisations of the demonstration: fictional, written by us, and said so.

Everything is made through services, as a person would make it. The acts of each app
follow in ``journeys.acts``; together they are the demonstration and the acceptance tests.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from essaim.platform import services
from essaim.platform.domain.viewer import HOUSE, MandateKind, OrganisationKind, Role, Viewer

#: Where each fictional person works; the first of a role is the one the demonstration prints.
PEOPLE = (
    ("Nadia Ferrand", "nadia.ferrand", Role.ADVISER, "garrigue"),
    ("Solène Garrec", "solene.garrec", Role.DIRECTOR, "amandier"),
    ("Hélène Aubry", "helene.aubry", Role.BOARD_MEMBER, "amandier"),
    ("Maryam Dridi", "maryam.dridi", Role.STAFF_MEMBER, "amandier"),
    ("Paul Estève", "paul.esteve", Role.FUNDER, "demeter"),
    ("Agnès Vidal", "agnes.vidal", Role.FUNDER, "demeter"),
    ("Inès Caradec", "ines.caradec", Role.RESEARCHER, "lisiere"),
    ("Youri Blanchet", "youri.blanchet", Role.OPERATOR, "garrigue"),
    ("Claire Monnier", "claire.monnier", Role.DIRECTOR, "garrigue"),
    ("Marc Olivet", "marc.olivet", Role.DIRECTOR, "traverse"),
    ("Jeanne Roy", "jeanne.roy", Role.BOARD_MEMBER, "traverse"),
    ("Samir Haddad", "samir.haddad", Role.STAFF_MEMBER, "traverse"),
    ("Lucie Perrin", "lucie.perrin", Role.ADVISER, "causse"),
    ("Denis Marchal", "denis.marchal", Role.FUNDER, "ceres"),
    ("Odile Renard", "odile.renard", Role.RESEARCHER, "rive"),
    ("Bruno Salles", "bruno.salles", Role.DIRECTOR, "tournesol"),
    ("Fanny Leroux", "fanny.leroux", Role.DIRECTOR, "restanques"),
)
ORGANISATIONS = {
    "garrigue": ("Pôle Garrigue", OrganisationKind.CLUSTER),
    "amandier": ("L’Amandier à domicile", OrganisationKind.PROVIDER),
    "traverse": ("La Traverse bleue", OrganisationKind.PROVIDER),
    "tournesol": ("Maison Tournesol", OrganisationKind.PROVIDER),
    "restanques": ("Les Restanques, aide et soins", OrganisationKind.PROVIDER),
    "demeter": ("Région Demeter", OrganisationKind.FUNDER),
    "lisiere": ("Laboratoire Lisière", OrganisationKind.RESEARCH_BODY),
    "causse": ("Agence du Causse", OrganisationKind.AGENCY),
    "ceres": ("Fondation Cérès", OrganisationKind.FUNDER),
    "rive": ("Laboratoire de la Rive", OrganisationKind.RESEARCH_BODY),
}
#: Who serves whom: holder, served, why. La Traverse bleue is served by others than L’Amandier.
MANDATES = (
    ("garrigue", "amandier", MandateKind.ACCOMPANY),
    ("garrigue", "tournesol", MandateKind.ACCOMPANY),
    ("garrigue", "restanques", MandateKind.ACCOMPANY),
    ("causse", "traverse", MandateKind.ACCOMPANY),
    ("demeter", "amandier", MandateKind.FUND),
    ("ceres", "traverse", MandateKind.FUND),
    ("lisiere", "amandier", MandateKind.STUDY),
    ("rive", "traverse", MandateKind.STUDY),
)
DOMAIN = "demo.example"


@dataclass
class Story:
    """What the demonstration has made so far.

    *known* maps each keyword of our addresses to a row of L’Amandier, so that the access
    matrix can open every page; *ids* maps the names of organisations above to their rows.
    """

    ids: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, Viewer] = field(default_factory=dict)
    known: dict[str, int | str] = field(default_factory=dict)

    def person(self, role: Role, organisation: str | None = None) -> Viewer:
        """Return the first person of a *role*, of an *organisation* where it is named."""
        for _name, login, held, where in PEOPLE:
            if held is role and organisation in {None, where}:
                return self.accounts[login]
        raise LookupError(role, organisation)


def by_now(day: date) -> date:
    """Return *day*, or today while it is still to come: the story tells nothing as done ahead."""
    return min(day, timezone.localdate())


def prepare(password: str | None = None) -> Story:
    """Found the organisations, open the accounts, give the mandates."""
    story = Story()
    for code, (name, kind) in ORGANISATIONS.items():
        story.ids[code] = services.found_organisation(name=name, kind=kind, by=HOUSE).pk
    for name, login, role, where in PEOPLE:
        email = f"{login}@{DOMAIN}"
        user = services.open_account(email=email, name=name, password=password, by=HOUSE)
        story.accounts[login] = Viewer(account_id=user.pk)
        membership = services.grant_role(
            organisation_id=story.ids[where], account_id=user.pk, role=role, by=HOUSE
        )
        if (role, where) == (Role.STAFF_MEMBER, "amandier"):
            story.known["membership_id"] = membership.pk
    for holder, served, why in MANDATES:
        services.give_mandate(
            holder_id=story.ids[holder], organisation_id=story.ids[served], kind=why, by=HOUSE
        )
    _take_in(story)
    story.known["organisation_id"] = story.ids["amandier"]
    return story


def _take_in(story: Story) -> None:
    """Let Nadia carry her organisations, and Lucie hers."""
    for agency, served, login in (
        ("garrigue", "amandier", "nadia.ferrand"),
        ("garrigue", "tournesol", "nadia.ferrand"),
        ("garrigue", "restanques", "nadia.ferrand"),
        ("causse", "traverse", "lucie.perrin"),
    ):
        row = services.open_accompaniment(
            agency_id=story.ids[agency], organisation_id=story.ids[served], by=story.accounts[login]
        )
        if served == "amandier":
            story.known["accompaniment_id"] = row.pk
