"""The shared diagnosis signed by both, its frozen files; the reply to those who answered."""

import io
from datetime import timedelta
from typing import Any

import pytest
from conftest import ClientOf
from diagnosis.campaigns import today
from diagnosis.told import answered, decide, release, signed
from django.core.exceptions import ObjectDoesNotExist
from docx import Document
from pypdf import PdfReader

from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.events import DiagnosisShared
from essaim.diagnosis.models import CampaignRound, Reply, SharedDiagnosis
from essaim.diagnosis.queries import privacy_findings
from essaim.diagnosis.queries.consolidation import consolidated_ratings
from essaim.diagnosis.queries.waiting_results import tasks
from essaim.diagnosis.services.reply import say_reply
from essaim.diagnosis.services.report import (
    sign_as_adviser,
    sign_as_director,
    submit_diagnosis,
    write_summary,
)
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import events, thread
from essaim.platform.domain.viewer import Role

pytestmark = pytest.mark.django_db


def test_two_signatures_freeze_the_same_bytes(story: Story, client_of: ClientOf) -> None:
    made = signed(story)
    row = SharedDiagnosis.objects.get()
    assert row.pdf is not None
    assert row.docx is not None

    url = f"/diagnostic/tours/{made.current.pk}/diagnostic"
    client = client_of("director", "amandier")
    assert client.get(f"{url}.pdf").content == bytes(row.pdf)
    assert client.get(f"{url}.docx").content == bytes(row.docx)
    assert client.get(f"{url}.exe").status_code == 404
    assert client_of("director", "traverse").get(f"{url}.pdf").status_code == 404
    assert client_of("funder", "demeter").get(f"{url}.pdf").status_code == 404
    assert privacy_findings() == []


def test_the_paper_is_tagged_and_says_figures_and_names(story: Story) -> None:
    signed(story)
    row = SharedDiagnosis.objects.get()

    pdf = PdfReader(io.BytesIO(bytes(row.pdf or b"")))
    text = " ".join(page.extract_text() for page in pdf.pages)
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("fr-FR", True)
    for words in ("Nadia Ferrand", "Solène Garrec", "Mon planning change", row.digest[:20]):
        assert words in text.replace("\n", " ")
    written = Document(io.BytesIO(bytes(row.docx or b"")))
    lines = [each.text for each in written.paragraphs]
    assert any("médiane 3, dispersion 0,40, n = 5" in line for line in lines)
    assert written.core_properties.language == "fr-FR"


def test_a_change_between_the_two_signatures_asks_for_the_first_again(story: Story) -> None:
    made, director = answered(story), story.person(Role.DIRECTOR, "amandier")
    made.publish()
    decide(made, "c01", Decision(3))
    write_summary(round_id=made.current.pk, summary="Deux regards.", version=0, by=made.by)
    sign_as_adviser(round_id=made.current.pk, by=made.by)
    decide(made, "c01", Decision(1), version=1)

    with pytest.raises(DomainError, match="diagnosis_changed_since"):
        sign_as_director(round_id=made.current.pk, by=director)
    sign_as_adviser(round_id=made.current.pk, by=made.by)
    assert sign_as_director(round_id=made.current.pk, by=director).is_signed


def test_signing_asks_for_a_summary_decisions_and_their_reasons(story: Story) -> None:
    made, director = answered(story), story.person(Role.DIRECTOR, "amandier")
    made.publish()

    def sign() -> None:
        sign_as_adviser(round_id=made.current.pk, by=made.by)

    with pytest.raises(DomainError, match="no_summary"):
        sign()
    write_summary(round_id=made.current.pk, summary="Deux regards.", version=0, by=made.by)
    with pytest.raises(DomainError, match="nothing_decided"):
        sign()
    decide(made, "c01", Decision(3))
    decide(made, "c02", Decision(3))
    with pytest.raises(DomainError, match="ratings_incomplete"):
        sign()
    with pytest.raises(DomainError, match="adviser_signs_first"):
        sign_as_director(round_id=made.current.pk, by=director)
    with pytest.raises(DomainError, match="diagnosis_not_signed"):
        submit_diagnosis(round_id=made.current.pk, by=director)


def test_what_is_signed_does_not_change(story: Story) -> None:
    made = signed(story)

    with pytest.raises(DomainError, match="diagnosis_signed_already"):
        decide(made, "c01", Decision(4), version=1)
    with pytest.raises(DomainError, match="diagnosis_signed_already"):
        write_summary(round_id=made.current.pk, summary="Autre.", version=1, by=made.by)


def test_a_summary_written_meanwhile_is_not_overwritten(story: Story) -> None:
    made = answered(story)
    made.publish()
    write_summary(round_id=made.current.pk, summary="Le premier.", version=0, by=made.by)

    kept = write_summary(round_id=made.current.pk, summary="Le second.", version=0, by=made.by)

    assert kept.is_stale
    assert SharedDiagnosis.objects.get().summary == "Le premier."


def test_the_funder_reads_once_it_is_submitted_and_only_words_for_funders(
    story: Story, client_of: ClientOf
) -> None:
    made = signed(story)
    funder = client_of("funder", "demeter")
    url = f"/diagnostic/tours/{made.current.pk}/regards/"
    assert funder.get(url).status_code == 404

    submit_diagnosis(round_id=made.current.pk, by=story.person(Role.DIRECTOR, "amandier"))

    assert "Mon planning" in funder.get(url).content.decode()
    assert client_of("funder", "ceres").get(url).status_code == 404


def test_the_event_and_the_thread_start_the_plan(story: Story) -> None:
    heard: list[DiagnosisShared] = []
    events.listen(DiagnosisShared, heard.append)
    made = signed(story)

    [event] = heard
    organisation = made.campaign.organisation_id
    assert (event.campaign_id, event.organisation_id) == (made.campaign.pk, organisation)
    [jobs] = consolidated_ratings(made.by, organisation)
    assert (jobs.code, jobs.level, jobs.lowest, jobs.highest, jobs.is_valued) == (
        "c01", 2, 1, 4, False
    )  # fmt: skip
    assert consolidated_ratings(story.person(Role.DIRECTOR, "traverse"), organisation) == ()
    strip = thread.strip(made.by, "criterion", jobs.node_id)
    assert [(stop.stage, stop.count) for stop in strip.before] == [("voice", 2)]


def test_the_reply_is_dated_read_by_all_and_watched(story: Story, client_of: ClientOf) -> None:
    made = answered(story)
    current = made.publish()
    late = CampaignRound.objects.filter(pk=current.pk)
    late.update(promised_on=today() - timedelta(days=1))
    waiting = [each for each in tasks(made.by) if each.is_late]
    assert [each.url for each in waiting] == [f"/diagnostic/tours/{current.pk}/reponse/"]

    response = client_of("adviser", "garrigue").post(
        f"/diagnostic/tours/{current.pk}/reponse/", {"heard": "Vos horaires.", "done": "Le jeudi."}
    )

    assert response.status_code == 302
    assert Reply.objects.get().said_on == today()
    assert not [each for each in tasks(made.by) if each.is_late]
    page = client_of("staff_member", "amandier").get(f"/diagnostic/tours/{current.pk}/reponse/")
    assert "Vos horaires." in page.content.decode()


def test_a_round_is_settled_once_signed_by_both_and_answered(story: Story) -> None:
    made = signed(story)
    current = CampaignRound.objects.get(pk=made.current.pk)
    assert current.settled_on is None
    assert f"/diagnostic/tours/{current.pk}/reponse/" in [task.url for task in tasks(made.by)]

    say_reply(round_id=current.pk, heard="Vos horaires.", done="Le jeudi.", by=made.by)

    current.refresh_from_db()
    assert current.settled_on == today()
    assert list(tasks(made.by)) == []


def test_a_reply_has_two_parts_and_one_author(story: Story) -> None:
    made = answered(story)
    with pytest.raises(DomainError, match="round_not_published"):
        say_reply(round_id=made.current.pk, heard="a", done="b", by=made.by)
    made.publish()

    with pytest.raises(DomainError, match="reply_without_words"):
        say_reply(round_id=made.current.pk, heard="Vos horaires.", done="  ", by=made.by)
    director = story.person(Role.DIRECTOR, "amandier")
    with pytest.raises(ObjectDoesNotExist):
        say_reply(round_id=made.current.pk, heard="a", done="b", by=director)


def test_words_not_meant_for_funders_stay_out_of_the_report(story: Story) -> None:
    made = signed(story)
    content = SharedDiagnosis.objects.get().content
    jobs = next(each for each in content["criteria"] if each["code"] == "c01")

    assert [q["text"] for side in jobs["sides"] for q in side["quotes"]] == [
        "On fait le planning un mois à l’avance.",
        "Mon planning change le soir pour le lendemain.",
    ]
    assert jobs["heard"] == 2
    release(made, "On appelle")
    assert SharedDiagnosis.objects.get().content == content


def test_a_planted_figure_in_a_report_is_found(story: Story) -> None:
    signed(story)
    row = SharedDiagnosis.objects.get()
    row.content["criteria"][0]["sides"].append(
        {"role": "service_user", "n": 3, "median": "2", "quotes": [{"text": "On attend."}]}
    )
    row.save()

    assert len(privacy_findings()) == 2
