"""The floor of the demonstration: people, tenants, mandates, and the chain of their acts."""

import pytest

from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import queries, services
from essaim.platform.domain.accompaniment import Step
from essaim.platform.domain.viewer import HOUSE, PUBLIC, OrganisationKind, Role
from essaim.platform.models import AuditLine, Membership


def names(story: Story, login: str, *roles: Role) -> set[str]:
    viewer = story.accounts[login]
    return set(queries.visible_organisations(viewer, *roles).values_list("name", flat=True))


def test_an_adviser_sees_the_organisations_her_cluster_accompanies_and_no_other(
    story: Story,
) -> None:
    seen = names(story, "nadia.ferrand")

    assert "L’Amandier à domicile" in seen
    assert "La Traverse bleue" not in seen


def test_the_public_sees_nothing(story: Story) -> None:
    assert not queries.visible_organisations(PUBLIC).exists()


def test_roles_come_from_membership_or_from_the_mandate_that_the_role_acts_in(story: Story) -> None:
    amandier = story.ids["amandier"]

    assert queries.roles_in(story.accounts["nadia.ferrand"], amandier) == {Role.ADVISER}
    assert queries.roles_in(story.accounts["claire.monnier"], amandier) == set()
    assert queries.roles_in(story.accounts["paul.esteve"], amandier) == {Role.FUNDER}
    assert queries.roles_in(story.accounts["solene.garrec"], amandier) == {Role.DIRECTOR}


def test_an_employer_never_operates_the_installation(story: Story) -> None:
    with pytest.raises(DomainError, match="employer_is_operator"):
        services.grant_role(
            organisation_id=story.ids["amandier"],
            account_id=story.accounts["maryam.dridi"].account_id or 0,
            role=Role.OPERATOR,
            by=story.accounts["solene.garrec"],
        )


def test_nobody_grants_where_they_are_not_director(story: Story) -> None:
    with pytest.raises(DomainError, match="not_allowed"):
        services.grant_role(
            organisation_id=story.ids["traverse"],
            account_id=story.accounts["maryam.dridi"].account_id or 0,
            role=Role.STAFF_MEMBER,
            by=story.accounts["solene.garrec"],
        )


def test_the_last_director_stays(story: Story) -> None:
    seat = Membership.objects.get(organisation_id=story.ids["amandier"], role=Role.DIRECTOR)

    with pytest.raises(DomainError, match="last_director"):
        services.revoke_role(membership_id=seat.pk, by=story.accounts["solene.garrec"])


def test_a_role_taken_back_is_refused_at_the_next_request(story: Story) -> None:
    maryam = story.accounts["maryam.dridi"]
    seat = Membership.objects.get(user_id=maryam.account_id or 0, role=Role.STAFF_MEMBER)

    services.revoke_role(membership_id=seat.pk, by=story.accounts["solene.garrec"])

    assert not queries.visible_organisations(maryam).exists()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"author": "account:666"}, "altered"),
        ({"number": 99}, "broken_order"),
        ({"act": "nothing"}, "altered"),
    ],
)
def test_a_touched_line_of_the_log_shows(
    story: Story, change: dict[str, object], fault: str
) -> None:
    assert queries.audit_faults() == []
    line = AuditLine.objects.filter(chain="house").order_by("number")[3]
    AuditLine.objects.filter(pk=line.pk).update(**change)

    assert any(fault in each for each in queries.audit_faults())


def test_a_log_cut_at_its_end_shows(story: Story) -> None:
    AuditLine.objects.filter(chain="house").order_by("-number")[0].delete()

    assert queries.audit_faults() == ["house truncated"]


def test_a_deleted_line_shows(story: Story) -> None:
    AuditLine.objects.filter(chain="house").order_by("number")[2].delete()

    assert any("broken_order" in each for each in queries.audit_faults())


def test_an_accompaniment_walks_its_steps_and_asks_for_the_opinion(story: Story) -> None:
    nadia, row = story.accounts["nadia.ferrand"], int(story.known["accompaniment_id"])
    for step in (Step.DIAGNOSIS, Step.PATH):
        services.move_accompaniment(accompaniment_id=row, to=step, by=nadia)

    with pytest.raises(DomainError, match="opinion_missing"):
        services.move_accompaniment(accompaniment_id=row, to=Step.COORDINATION, by=nadia)
    moved = services.move_accompaniment(
        accompaniment_id=row, to=Step.COORDINATION, opinion="Avis favorable", by=nadia
    )
    assert moved.step == Step.COORDINATION


def test_a_weak_password_is_refused_in_a_sentence(db: None) -> None:
    with pytest.raises(DomainError, match="weak_password"):
        services.open_account(email="a@demo.example", name="A", password="azerty", by=HOUSE)


def test_a_kind_of_organisation_does_not_give_every_role(story: Story) -> None:
    agency = services.found_organisation(name="Agence", kind=OrganisationKind.AGENCY, by=HOUSE)

    with pytest.raises(DomainError, match="role_not_for_kind"):
        services.grant_role(
            organisation_id=agency.pk,
            account_id=story.accounts["nadia.ferrand"].account_id or 0,
            role=Role.FUNDER,
            by=HOUSE,
        )
