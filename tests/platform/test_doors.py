"""The doors of the libraries stay shut to who has no account in hand, and to half a login."""

from collections.abc import Iterator

import pytest
from conftest import ClientOf
from django.core import mail
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from essaim.journeys.story import Story
from essaim.platform import services
from essaim.platform.domain.viewer import Role

#: Where one logs in, asks for a new password, or ends a login: open by nature.
OPEN = {
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password_from_key",
}


def library_routes(
    patterns: list[URLPattern | URLResolver], *, has_argument: bool = False
) -> Iterator[tuple[str, bool]]:
    """Yield the name of each route of allauth, and whether its address takes an argument."""
    for pattern in patterns:
        takes = has_argument or bool(pattern.pattern.regex.groups)
        if isinstance(pattern, URLResolver):
            yield from library_routes(pattern.url_patterns, has_argument=takes)
        elif (pattern.name or "").startswith(("account_", "mfa_")):
            yield pattern.name or "", takes


SHUT = sorted(
    name
    for name, takes in library_routes(get_resolver().url_patterns)
    if not takes and name not in OPEN
)


@pytest.mark.django_db
@pytest.mark.parametrize("name", SHUT)
def test_a_page_of_an_account_asks_to_log_in(name: str) -> None:
    response = Client().get(reverse(name))

    assert response.status_code in {302, 404, 405}
    if response.status_code == 302:
        assert "/comptes/" in response["location"]


@pytest.mark.django_db
def test_nobody_signs_up_without_an_invitation() -> None:
    response = Client().post(
        reverse("account_signup"), {"email": "x@ailleurs.example", "password1": "une longue phrase"}
    )

    assert response.status_code in {200, 403}
    assert "_auth_user_id" not in Client().session


@pytest.mark.django_db
def test_asking_for_a_password_says_nothing_of_who_has_an_account(story: Story) -> None:
    url = reverse("account_reset_password")
    known = Client().post(url, {"email": "solene.garrec@demo.example"})
    unknown = Client().post(url, {"email": "personne@ailleurs.example"})

    assert (known.status_code, known["location"]) == (unknown.status_code, unknown["location"])


def test_a_role_that_must_have_a_second_factor_is_kept_where_it_is_set_up(
    story: Story, client_of: ClientOf
) -> None:
    with override_settings(ESSAIM_MFA_ROLES=frozenset({"funder"})):
        assert client_of("funder").get("/")["location"] == reverse("mfa_index")
        assert client_of("director").get("/").status_code == 200


def test_an_address_asked_for_after_login_stays_in_the_house(client_of: ClientOf) -> None:
    for hostile in (
        "https://ailleurs.example/",
        "//ailleurs.example",
        "/\\ailleurs.example",
        "nulle-part",
        "\x00",
        "/" + "a" * 100_000,
    ):
        response = client_of("director").post(
            reverse("appearance"), {"theme": "dark", "next": hostile}
        )
        assert response["location"] == "/"


@pytest.mark.parametrize(
    "sent", [{"nom": "x" * 5_000_000}, {f"n{rank}": "" for rank in range(4000)}]
)
def test_an_envelope_too_large_is_refused_in_french(
    client_of: ClientOf, sent: dict[str, str]
) -> None:
    response = client_of("director").post(reverse("appearance"), sent)

    assert response.status_code == 400
    assert "Cet envoi est trop grand" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_who_is_invited_is_told_where_to_choose_a_password() -> None:
    from essaim.journeys.story import prepare

    story = prepare()
    services.invite_member(
        organisation_id=story.ids["amandier"],
        email="nouvelle@demo.example",
        name="Nouvelle Venue",
        role=Role.STAFF_MEMBER,
        by=story.accounts["solene.garrec"],
    )

    assert [letter.to for letter in mail.outbox] == [["nouvelle@demo.example"]]
    assert reverse("account_reset_password") in mail.outbox[0].body
