"""The desk of a funder: who decides what, and shares written as the review writes them."""

from conftest import ClientOf
from django.test import Client
from django.urls import reverse

from essaim.funding.models import Statement
from essaim.platform.models import User


def test_who_proposed_reads_that_another_person_decides(
    client_of: ClientOf, as_decider: Client, proposed: Statement
) -> None:
    assessor, own = client_of("funder", "demeter"), "proposé par vous"
    assessor.force_login(User.objects.get(pk=proposed.proposed_by_id or 0))
    mine = assessor.get(reverse("funding:decisions")).content.decode()
    list_of_mine = assessor.get(reverse("funding:agreements")).content.decode()
    theirs = as_decider.get(reverse("funding:decisions")).content.decode()

    assert "Votre proposition attend une autre personne" in mine
    assert own in mine
    assert "Une décision à prendre" not in mine + list_of_mine
    assert "Une décision à prendre" in theirs
    assert own not in theirs


def test_the_year_review_writes_a_share_as_the_statement_does(
    client_of: ClientOf, proposed: Statement
) -> None:
    director = client_of("director")
    plan = proposed.agreement.plan_id
    review = director.get(reverse("plans:year-review", args=[plan, 2026])).content.decode()
    statement = director.get(reverse("funding:statement", args=[proposed.pk])).content.decode()

    for share in ("0,6", "0,75", "0,49"):
        assert share in review
        assert share in statement
    assert "3/5" not in review + statement
