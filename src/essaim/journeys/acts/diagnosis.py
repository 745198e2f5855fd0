"""Diagnoses: the whole one of L’Amandier, a small service, two managers, one still open.

L’Amandier has the worked figures: director 4 by own consent, managers {3,3,4,2,3}, twelve care
workers, three users who stay masked. Maison Tournesol, 24 people, has one sector manager: one
view alone can be shown. Les Restanques has two, who answer together: « 3, n = 2 ».
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.campaign import Anchor, Question
from essaim.diagnosis.domain.links import LinkKind
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.frameworks import queries as frameworks
from essaim.journeys.acts import diagnosis_results
from essaim.journeys.acts.diagnosis_content import (
    BOARD,
    CARERS,
    HEAD,
    JOBS_ANCHORS,
    JOBS_QUESTION,
    MANAGERS,
    PURPOSE,
    REASONS,
    USERS,
    WORDS,
    WORKERS,
    Marks,
)
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role, Viewer

CEDRE = "urn:essaim:framework:cedre21:2026.1"
HEAD_OF, MANAGER = RespondentRole.SENIOR_MANAGER, RespondentRole.MIDDLE_MANAGER
WORKER, USER = RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER
CARER, MEMBER = RespondentRole.FAMILY_CARER, RespondentRole.BOARD_MEMBER


def play(story: Story) -> None:
    """Play the four campaigns, each by the adviser who carries it."""
    _amandier(story)
    _tournesol(story)
    _restanques(story)
    diagnosis_results.play(story)
    _still_open(story)
    _foreign(story)


def _amandier(story: Story) -> None:
    by = story.person(Role.ADVISER, "garrigue")
    campaign_id, round_id = _open(story, "amandier", "garrigue", "CEDRE, état des lieux", by)
    poster = services.make_link(
        round_id=round_id, kind=LinkKind.ROLE, role=WORKER, places=12, expires_on=_in(30), by=by
    )
    _by_phone(round_id, HEAD_OF, HEAD, by, consents_alone=True)
    _by_device(poster.pk, WORKERS, range(7))
    _by_sheet(round_id, WORKER, WORKERS, range(7, 12), CollectionMode.PAPER, by)
    _by_sheet(round_id, MANAGER, MANAGERS, range(5), CollectionMode.PHONE, by)
    _by_sheet(round_id, USER, USERS, range(3), CollectionMode.VISIT, by)
    _by_sheet(round_id, CARER, CARERS, range(2), CollectionMode.PHONE, by)
    _by_sheet(round_id, MEMBER, BOARD, range(3), CollectionMode.PAPER, by)
    services.close_round(campaign_id=campaign_id, by=by)
    services.publish_round(campaign_id=campaign_id, by=by)
    story.known |= {
        "campaign_id": campaign_id,
        "round_id": round_id,
        "link_id": poster.pk,
        "role": str(WORKER),
        "question_number": 1,
    }


def _tournesol(story: Story) -> None:
    """One sector manager: her own answer stays masked, and nothing is drawn from one view."""
    by = story.person(Role.ADVISER, "garrigue")
    campaign_id, round_id = _open(story, "tournesol", "garrigue", "CEDRE, premier regard", by)
    _by_phone(round_id, HEAD_OF, HEAD, by)
    _by_sheet(round_id, MANAGER, MANAGERS, range(1), CollectionMode.PHONE, by)
    _by_sheet(round_id, WORKER, WORKERS, range(7), CollectionMode.PAPER, by)
    services.close_round(campaign_id=campaign_id, by=by)
    services.publish_round(campaign_id=campaign_id, by=by)


def _restanques(story: Story) -> None:
    """Two managers: masked one by one, they answer together and the gap comes back."""
    by = story.person(Role.ADVISER, "garrigue")
    campaign_id, round_id = _open(story, "restanques", "garrigue", "CEDRE, à deux voix", by)
    _by_sheet(round_id, MANAGER, {"c01": ("3", "3")}, range(2), CollectionMode.PHONE, by)
    _by_sheet(round_id, WORKER, WORKERS, range(12), CollectionMode.PAPER, by)
    levels = {
        "c01": services.TypedLevel("3"),
        "c07": services.TypedLevel(services.NO_AGREEMENT),
        "c19": services.TypedLevel("2", minority_remark="L’une de nous dirait 1."),
    }
    services.note_collective_answer(round_id=round_id, role=MANAGER, n=2, levels=levels, by=by)
    services.accept_collective_answer(round_id=round_id, role=MANAGER, is_read_back=True, by=by)
    services.close_round(campaign_id=campaign_id, by=by)
    services.publish_round(campaign_id=campaign_id, by=by)


def _still_open(story: Story) -> None:
    """Leave a campaign open, whose link can be tried."""
    by = story.person(Role.ADVISER, "garrigue")
    _campaign, round_id = _open(story, "amandier", "garrigue", "CEDRE, deux ans après", by)
    link = services.make_link(
        round_id=round_id, kind=LinkKind.PERSONAL, role=WORKER, expires_on=_in(40), by=by
    )
    [row] = queries.link_rows(queries.carried_links(by).filter(pk=link.pk))
    story.known["link_token"] = row.token
    _by_sheet(round_id, WORKER, WORKERS, range(2), CollectionMode.PAPER, by)


def _foreign(story: Story) -> None:
    by = story.person(Role.ADVISER, "causse")
    _campaign, round_id = _open(story, "traverse", "causse", "Diagnostic de La Traverse", by)
    _by_sheet(round_id, WORKER, WORKERS, range(6), CollectionMode.PAPER, by)


def _open(story: Story, organisation: str, agency: str, title: str, by: Viewer) -> tuple[int, int]:
    campaign = services.prepare_campaign(
        organisation_id=story.ids[organisation],
        owner_id=story.ids[agency],
        framework_version_id=_version_id(),
        draft=services.Draft(
            title=title,
            purpose=PURPOSE,
            cse_informed_on=timezone.localdate(),
            is_paid_time=True,
            promised_on=_in(45),
        ),
        by=by,
    )
    services.write_question(campaign_id=campaign.pk, question=_one_more(), by=by)
    current = services.open_campaign(campaign_id=campaign.pk, by=by)
    return campaign.pk, current.pk


def _one_more() -> Question:
    """Ask the people helped of the jobs too: a question the framework does not have for them."""
    anchors = tuple(Anchor(level, fr, en) for level, fr, en in JOBS_ANCHORS)
    return Question(USER, "c01", *JOBS_QUESTION, anchors)


def _version_id() -> int:
    version = frameworks.version(CEDRE)
    if version is None:
        raise LookupError(CEDRE)
    return version.pk


def _by_phone(
    round_id: int, role: RespondentRole, marks: Marks, by: Viewer, *, consents_alone: bool = False
) -> None:
    link = services.make_link(
        round_id=round_id, kind=LinkKind.PERSONAL, role=role, expires_on=_in(30), by=by
    )
    services.send_answers(
        respondent_id=services.take_place(
            link_id=link.pk, by=Viewer(respondent_link_id=link.pk)
        ).pk,
        key="demo-telephone",
        typed=_typed(role, marks, 0),
        consents_alone=consents_alone,
        by=Viewer(respondent_link_id=link.pk),
    )


def _by_device(link_id: int, marks: Marks, people: range) -> None:
    holder = Viewer(respondent_link_id=link_id)
    for place in people:
        respondent = services.take_place(link_id=link_id, by=holder)
        services.send_answers(
            respondent_id=respondent.pk,
            key=f"demo-appareil-{place}",
            typed=_typed(WORKER, marks, place),
            by=holder,
        )


def _by_sheet(
    round_id: int,
    role: RespondentRole,
    marks: Marks,
    people: range,
    mode: CollectionMode,
    by: Viewer,
) -> None:
    for place in people:
        services.record_sheet(
            round_id=round_id,
            role=role,
            code="",
            typed=_typed(role, marks, place),
            mode=mode,
            key=f"demo-feuille-{place}",
            by=by,
        )


def _typed(role: RespondentRole, marks: Marks, place: int) -> Mapping[str, Typed]:
    said = WORDS.get(role, {})
    return {
        code: Typed(
            answers[place],
            REASONS.get(code, "Sans objet ici.") if answers[place] == "NA" else "",
            said.get(code, {}).get(place, ""),
        )
        for code, answers in marks.items()
    }


def _in(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)
