"""What waits for people once a round is closed: words to read, a reply, decisions, signatures."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.diagnosis.models import Answer, CampaignRound, Reply, SharedDiagnosis
from essaim.diagnosis.queries.campaigns import carried_rounds, visible_rounds
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import first_rows, held_by, in_own
from essaim.platform.todo import Task

TINT = "diagnose"
#: Rounds looked at for one person; those beyond wait behind them.
MOST = 60


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Yield what a round asks of the adviser, then of the director and the board."""
    for current in first_rows(_with_facts(_unfinished(carried_rounds(viewer))), MOST):
        yield from _of_adviser(current)
    own = in_own(viewer, Role.DIRECTOR, Role.BOARD_MEMBER, organisation="campaign__organisation_id")
    directed = {where for where, role in held_by(viewer) if role is Role.DIRECTOR}
    published = visible_rounds(viewer).filter(own, published_on__isnull=False)
    for current in _with_facts(published)[:MOST]:
        yield from _of_organisation(current, signs=current.campaign.organisation_id in directed)


def _unfinished(rounds: QuerySet[CampaignRound]) -> QuerySet[CampaignRound]:
    """Return the closed rounds whose respondents or whose director still wait for something."""
    waiting = CampaignRound.objects.filter(closed_on__isnull=False, settled_on__isnull=True)
    return rounds.filter(pk__in=waiting.values("pk"))  # few rows, read first


def _with_facts(rounds: QuerySet[CampaignRound]) -> QuerySet[CampaignRound]:
    """Return rounds with what decides their tasks, in one query."""
    signed = SharedDiagnosis.objects.filter(campaign_round=OuterRef("pk"))
    ours = signed.filter(adviser_signed_on__isnull=False)
    return rounds.annotate(
        has_reply=Exists(Reply.objects.filter(campaign_round=OuterRef("pk"))),
        is_adviser_signed=Exists(ours),
        is_both_signed=Exists(ours.filter(director_signed_on__isnull=False)),
        is_submitted=Exists(signed.filter(submitted_on__isnull=False)),
        has_unread=Exists(
            Answer.objects.filter(
                ~Q(comment=""),
                submission__respondent__campaign_round=OuterRef("pk"),
                submission__is_current=True,
                release__isnull=True,
            )
        ),
    ).order_by("pk")


def _of_adviser(current: CampaignRound) -> Iterator[Task]:
    name = current.campaign.organisation.name
    if current.has_unread:  # type: ignore[attr-defined]
        title, note = _("Lire les paroles"), _("avant de les diffuser")
        yield Task(title, name, _url("release", current), TINT, note=note)
    if not current.has_reply:  # type: ignore[attr-defined]
        late = bool(current.promised_on and current.promised_on < timezone.localdate())
        page = "reply" if current.published_on else "crossed-views"
        yield Task(
            _("Répondre aux personnes interrogées"),
            name,
            _url(page, current),
            TINT,
            when=current.promised_on,
            is_late=late,
            note=_("date promise"),
        )
    if current.published_on and not current.is_adviser_signed:  # type: ignore[attr-defined]
        yield Task(
            _("Tenir la réunion de consolidation"), name, _url("consolidation", current), TINT
        )


def _of_organisation(current: CampaignRound, *, signs: bool) -> Iterator[Task]:
    name = current.campaign.title
    if current.is_both_signed:  # type: ignore[attr-defined]
        if signs and not current.is_submitted:  # type: ignore[attr-defined]
            yield Task(
                _("Transmettre le diagnostic au financeur"), name, _url("report", current), TINT
            )
    elif current.is_adviser_signed and signs:  # type: ignore[attr-defined]
        yield Task(_("Signer le diagnostic partagé"), name, _url("report", current), TINT)
    else:
        yield Task(_("Lire les regards croisés"), name, _url("crossed-views", current), TINT)


def _url(page: str, current: CampaignRound) -> str:
    return reverse(f"diagnosis:{page}", args=[current.pk])
