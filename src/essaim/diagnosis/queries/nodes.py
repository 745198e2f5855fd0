"""How the diagnosis shows on the thread: released words, criteria decided, the diagnosis itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.diagnosis.models import CampaignRound, ConsolidatedRating, ReleasedExcerpt
from essaim.diagnosis.queries.crossed import readable_rounds, readable_scope
from essaim.diagnosis.queries.released import visible_excerpts
from essaim.frameworks import queries as frameworks
from essaim.platform.domain.thread import NodeKind, Shown, Stage, Standing
from essaim.platform.domain.viewer import Viewer

MOST_WORDS = 60


def _excerpts(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_excerpts(viewer).filter(pk__in=ids)
    return {
        pk: Shown(_("« %(text)s »") % {"text": _cut(text)}, _at(turn, criterion))
        for pk, text, turn, criterion in rows.values_list(
            "pk", "text", "release__campaign_round", "release__criterion"
        )
    }


def _criteria(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = ConsolidatedRating.objects.filter(
        readable_scope(viewer, "campaign_round__"), pk__in=ids
    ).values_list(
        "pk", "criterion", "campaign_round", "campaign_round__campaign__framework_version"
    )
    found = list(rows)
    known = frameworks.frameworks_of({version for *_, version in found})
    language = get_language() or "fr"
    return {
        pk: Shown(known[version].criterion(criterion).title.said(language), _at(turn, criterion))
        for pk, criterion, turn, version in found
    }


def _diagnoses(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    keys = readable_rounds(viewer).filter(pk__in=ids).values_list("pk", flat=True)
    return {
        pk: Shown(_("Diagnostic partagé"), reverse("diagnosis:report", args=[pk])) for pk in keys
    }


def _at(turn: int, criterion: str) -> str:
    return f"{reverse('diagnosis:crossed-views', args=[turn])}#gap-{criterion}"


def _cut(text: str) -> str:
    if len(text) <= MOST_WORDS:
        return text
    return f"{text[:MOST_WORDS].rsplit(' ', 1)[0]}…"


def _standing_of_criteria(ids: Collection[int]) -> Mapping[int, Standing]:
    signed = Q(campaign_round__diagnosis__director_signed_on__isnull=False)
    done = set(ConsolidatedRating.objects.filter(signed, pk__in=ids).values_list("pk", flat=True))
    return {pk: Standing.COMMITTED if pk in done else Standing.OPEN for pk in ids}


def _standing_of_diagnoses(ids: Collection[int]) -> Mapping[int, Standing]:
    signed = CampaignRound.objects.filter(
        pk__in=ids, diagnosis__director_signed_on__isnull=False
    ).values_list("pk", flat=True)
    done = set(signed)
    return {pk: Standing.DELIVERED if pk in done else Standing.OPEN for pk in ids}


def _standing_of_excerpts(ids: Collection[int]) -> Mapping[int, Standing]:
    gone = ReleasedExcerpt.objects.filter(pk__in=ids, withdrawn_on__isnull=False)
    dropped = set(gone.values_list("pk", flat=True))
    return {pk: Standing.DROPPED if pk in dropped else Standing.OPEN for pk in ids}


def _of_excerpts(ids: Collection[int]) -> set[int]:
    return set(ReleasedExcerpt.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _of_criteria(ids: Collection[int]) -> set[int]:
    return set(ConsolidatedRating.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _of_rounds(ids: Collection[int]) -> set[int]:
    return set(CampaignRound.objects.filter(pk__in=ids).values_list("pk", flat=True))


NODE_KINDS = (
    NodeKind("excerpt", Stage.VOICE, _excerpts, _standing_of_excerpts, _of_excerpts),
    NodeKind("criterion", Stage.CRITERION, _criteria, _standing_of_criteria, _of_criteria),
    NodeKind("diagnosis", Stage.DIAGNOSIS, _diagnoses, _standing_of_diagnoses, _of_rounds),
)
