"""The form without account: told first, one question a screen, kept, sent once, opened again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from diagnosis.campaigns import Made, opened, prepare, today
from django.test import Client
from django.urls import reverse

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.links import LinkKind
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.models import Answer, Respondent, RespondentLink, Submission
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import AuditLine

KEY = "envoi-0001"


def token_of(link: RespondentLink) -> str:
    [row] = queries.link_rows(RespondentLink.objects.filter(pk=link.pk))
    return row.token


def url(name: str, token: str, *more: int) -> str:
    return reverse(f"diagnosis:{name}", args=[token, *more])


def send(client: Client, token: str, key: str = KEY, **fields: str) -> int:
    data = {"go": "send", "key": key} | {name.replace("_", "-"): v for name, v in fields.items()}
    return client.post(url("respond-question", token, 9), data).status_code


@pytest.fixture
def made(story: Story) -> Made:
    return opened(story)


@pytest.fixture
def token(made: Made) -> str:
    return token_of(made.link())


def start(client: Client, token: str) -> str:
    return str(client.post(url("respond-start", token))["Location"])


def test_who_reads_and_when_the_answer_comes_are_said_before_anything_is_typed(
    made: Made, token: str
) -> None:
    page = Client().get(url("respond", token)).content.decode()

    assert "Pôle Garrigue les lit." in page
    assert "Votre responsable ne voit que le groupe." in page
    assert "Il faut au moins 5 réponses." in page
    assert "<textarea" not in page
    assert 'type="radio"' not in page
    promised = made.current.promised_on
    assert promised is not None
    assert str(promised.year) in page


def test_one_question_a_screen_without_javascript(token: str) -> None:
    client = Client()
    page = client.get(start(client, token)).content.decode()

    assert "Pouvez-vous compter sur vos heures de travail" in page
    assert page.count("data-screen") == 9
    assert page.count(" hidden>") >= 8
    answered = client.post(
        url("respond-question", token, 1), {"go": "next", "c01-mark": "2", "c01-comment": "Bof"}
    )
    assert answered["Location"] == url("respond-question", token, 2)
    back = client.post(url("respond-question", token, 2), {"go": "back", "c01-mark": "2"})
    assert back["Location"] == url("respond-question", token, 1)


def test_what_is_typed_is_kept_by_the_server_after_each_screen(made: Made, token: str) -> None:
    client = Client()
    start(client, token)
    data = {"go": "next", "c01-mark": "2", "c01-comment": "Le soir pour le lendemain."}
    client.post(url("respond-question", token, 1), data)

    other_phone = Client()
    assert start(other_phone, token) == url("respond-question", token, 2)
    page = other_phone.get(url("respond-question", token, 1)).content.decode()
    assert "Le soir pour le lendemain." in page
    assert not Submission.objects.exists()


def test_not_concerned_needs_its_reason_and_the_screen_says_so(token: str) -> None:
    client = Client()
    start(client, token)

    refused = client.post(url("respond-question", token, 1), {"go": "next", "c01-mark": "NA"})

    assert refused.status_code == 422
    assert "Dites pourquoi vous n’êtes pas concerné" in refused.content.decode()


@pytest.mark.parametrize("mark", ["5", "-1", "1e308", "NaN", "'"])
def test_a_mark_that_was_not_offered_is_refused_with_its_place(token: str, mark: str) -> None:
    client = Client()
    start(client, token)

    assert send(client, token, c01_mark=mark) == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize("word", ["nul\0", "x" * 2001])
def test_unreadable_or_endless_words_are_refused(token: str, word: str) -> None:
    client = Client()
    start(client, token)

    assert send(client, token, c01_mark="1", c01_comment=word) == 422


@pytest.mark.parametrize(
    ("field", "sent", "said"),
    [
        ("c01-mark", "9" * 26, "Choisissez une des réponses proposées."),
        ("c01-comment", "un\x00mot", "caractère nul"),
    ],
)
def test_what_a_phone_never_sends_is_refused_on_the_screen_in_words(
    token: str, field: str, sent: str, said: str
) -> None:
    client = Client()
    start(client, token)

    refused = client.post(url("respond-question", token, 1), {"c01-mark": "1"} | {field: sent})

    assert refused.status_code == 422
    assert said in refused.content.decode().replace("\u202f", " ")


def test_an_empty_form_is_not_sent(token: str) -> None:
    client = Client()
    start(client, token)

    assert send(client, token) == 422


def test_answers_are_sent_once_and_may_be_changed_until_the_round_closes(
    made: Made, token: str
) -> None:
    client = Client()
    start(client, token)
    for _press in range(3):
        assert send(client, token, c01_mark="1", c03_mark="DK") == 302
    assert Submission.objects.count() == 1

    assert send(client, token, key="envoi-0002", c01_mark="3") == 302

    former, current = Submission.objects.order_by("pk")
    assert (former.is_current, current.is_current) == (False, True)
    assert former.answers.get(question__criterion="c01").level == 1
    assert current.answers.get(question__criterion="c01").level == 3
    assert {a.absence for a in current.answers.exclude(level=3)} == {"unanswered"}
    assert "Vos réponses sont arrivées" in client.get(url("respond", token)).content.decode()


def test_answer_times_are_days_and_leave_no_hour_in_the_log(made: Made, token: str) -> None:
    before = AuditLine.objects.count()
    client = Client()
    start(client, token)
    send(client, token, c01_mark="1")

    assert AuditLine.objects.count() == before
    assert Submission.objects.get().sent_on == today()
    assert Respondent.objects.filter(link__isnull=False).get().created_on == today()


def test_a_role_link_makes_one_respondent_per_device_up_to_its_number(made: Made) -> None:
    token = token_of(made.link(kind=LinkKind.ROLE, places=2))
    first, second, third = Client(), Client(), Client()
    for client in (first, second):
        start(client, token)
        start(client, token)
        assert send(client, token, c01_mark="1") == 302

    full = third.get(url("respond", token))
    assert full.status_code == 403
    assert "Toutes les places" in full.content.decode()
    assert Respondent.objects.filter(link__kind=LinkKind.ROLE).count() == 2
    assert send(first, token, key="envoi-0009", c01_mark="4") == 302


def test_somebody_else_s_cookie_opens_no_place(made: Made) -> None:
    one = token_of(made.link(kind=LinkKind.ROLE, places=2))
    other = token_of(made.link(kind=LinkKind.ROLE, places=2))
    client, thief = Client(), Client()
    start(client, one)
    name = f"place-{one.partition('-')[0]}"
    thief.cookies[f"place-{other.partition('-')[0]}"] = client.cookies[name].value

    response = thief.get(url("respond-question", other, 1))

    assert response["Location"] == url("respond", other)


def shut(made: Made, how: str) -> str:
    link = made.link()
    token = token_of(link)
    if how == "revoked":
        services.revoke_link(link_id=link.pk, by=made.by)
    if how == "expired":
        RespondentLink.objects.filter(pk=link.pk).update(expires_on=today() - timedelta(days=1))
    if how == "closed":
        services.close_round(campaign_id=made.campaign.pk, by=made.by)
    return token[:-1] + ("a" if token[-1] != "a" else "b") if how == "altered" else token


@pytest.mark.parametrize(
    ("how", "status", "sentence"),
    [
        ("revoked", 410, "Ce lien a été annulé"),
        ("expired", 410, "La date de ce lien est passée"),
        ("closed", 410, "Les réponses sont closes"),
        ("altered", 404, "Cette adresse n’est pas complète"),
    ],
)
def test_a_shut_link_says_why_in_one_sentence_and_tells_nothing_else(
    made: Made, how: str, status: int, sentence: str
) -> None:
    token, client = shut(made, how), Client()

    for response in (
        client.get(url("respond", token)),
        client.get(url("respond-question", token, 1)),
        client.post(url("respond-start", token)),
        client.post(url("respond-question", token, 1), {"go": "send", "key": KEY, "c01-mark": "1"}),
        client.post(url("respond-draft", token)),
        client.get(url("respond-thanks", token)),
    ):
        page = response.content.decode()
        assert (response.status_code, sentence in page) == (status, True)
        assert "Amandier" not in page
        assert "Pouvez-vous compter" not in page
    assert not Answer.objects.exists()


@pytest.mark.parametrize("token", ["", "1", "x", "0-" + "a" * 24, "9" * 30, "1-" + "é" * 24])
def test_an_address_nobody_made_opens_nothing(db: None, token: str) -> None:
    assert queries.opening(token, respondent_id=None).link is None


def test_a_link_of_a_campaign_not_yet_open_waits(story: Story) -> None:
    made = prepare(story)
    response = Client().get(url("respond", token_of(made.link())))

    assert response.status_code == 403
    assert "pas encore ouvertes" in response.content.decode()


def test_a_token_opens_no_login(token: str) -> None:
    client = Client()
    start(client, token)

    assert client.get(reverse("home")).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_link_answers_for_its_own_respondent_only(made: Made) -> None:
    mine, other = made.link(), made.link()
    theirs = other.respondents.get()

    with pytest.raises(Respondent.DoesNotExist):
        services.send_answers(
            respondent_id=theirs.pk, key=KEY, by=Viewer(respondent_link_id=mine.pk), typed={}
        )


def test_the_head_alone_is_asked_for_own_consent(made: Made) -> None:
    head = token_of(made.link(RespondentRole.SENIOR_MANAGER))
    client = Client()
    start(client, head)
    last = client.get(url("respond-question", head, 22)).content.decode()
    assert "J’accepte d’être montré·e seul·e" in last
    fields = {"go": "send", "key": KEY, "c01-mark": "4", "consents_alone": "on"}
    client.post(url("respond-question", head, 22), fields)
    view = queries.computed_views(made.current).criteria["c01"]
    assert view.roles[RespondentRole.SENIOR_MANAGER].n == 1

    worker = token_of(made.link())
    other = Client()
    start(other, worker)
    page = other.get(url("respond-question", worker, 9)).content.decode()
    assert "J’accepte d’être montré" not in page
    refused = other.post(url("respond-question", worker, 9), fields | {"key": "envoi-0003"})
    assert refused.status_code == 422


def test_the_form_speaks_english_to_who_asks(token: str) -> None:
    client = Client()
    client.cookies["language"] = "en"
    page = client.get(start(client, token)).content.decode()

    assert "Can you count on your working hours?" in page
    assert "Ne donnez" not in page


def test_drafts_wait_for_a_place_and_are_kept_without_the_reason(token: str) -> None:
    client = Client()
    start(client, token)
    kept = client.post(url("respond-draft", token), {"c01-mark": "2", "c03-mark": "NA"})

    assert kept.status_code == 204
    assert Respondent.objects.get(link__isnull=False).draft["c01"]["mark"] == "2"


def test_a_screen_costs_the_same_whatever_the_answers_of_others(
    made: Made, token: str, django_assert_max_num_queries: object
) -> None:
    client = Client()
    first = start(client, token)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(first)
