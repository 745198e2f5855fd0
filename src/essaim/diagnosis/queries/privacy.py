"""The attack of `essaim check --privacy`: everything printed of every round, against the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q

from essaim.diagnosis.domain.crossed_views import Standing
from essaim.diagnosis.domain.privacy import MODE_TABLES, PUBLISHABLE, Cell, Figure, leaks
from essaim.diagnosis.domain.release import QUOTABLE
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.models import (
    Answer,
    CampaignRound,
    CollectiveLevel,
    PublishedFigure,
    ReleasedExcerpt,
    SharedDiagnosis,
)
from essaim.diagnosis.queries.campaigns import threshold
from essaim.diagnosis.queries.released import heard_bounds, views_of

#: (round, criterion, role)
_Key = tuple[int, str, str]


def privacy_findings() -> list[str]:
    """Return one line per thing a reader could learn of a group too small to be shown."""
    truth, printed = _truth(), _printed()
    return [
        *_figures(truth, printed),
        *_misprints(truth, printed),
        *_modes(printed),
        *_excerpts(printed),
        *_counts_of_words(),
        *_reports(printed),
    ]


def _truth() -> dict[_Key, int]:
    """Return how many levels each role really gave on each criterion of each round."""
    rows = (
        Answer.objects.filter(submission__is_current=True, level__isnull=False)
        .order_by()
        .values_list(
            "submission__respondent__campaign_round", "question__criterion", "question__role"
        )
        .annotate(Count("pk"))
    )
    return {(turn, criterion, role): n for turn, criterion, role, n in rows}


def _printed() -> list[PublishedFigure]:
    return list(PublishedFigure.objects.order_by("campaign_round", "position"))


def _figures(truth: dict[_Key, int], printed: list[PublishedFigure]) -> Iterator[str]:
    """Attack each round by sums and differences, as a reader of all its tables would."""
    least = threshold()
    hidden: dict[tuple[int, str], dict[Cell, int]] = defaultdict(dict)
    shown: dict[tuple[int, str], list[Figure]] = defaultdict(list)
    for row in printed:
        cell = Cell(row.criterion, RespondentRole(row.role))
        place = row.campaign_round_id, row.criterion
        if row.standing == Standing.HIDDEN:
            hidden[place][cell] = truth.get((*place, row.role), 0)
        elif row.n is not None and row.standing == Standing.SHOWN and not _is_mode(row):
            shown[place].append(Figure(row.table, frozenset({cell}), row.n))
    for figures in shown.values():
        everyone = frozenset[Cell]().union(*(each.cells for each in figures))
        figures.append(Figure("shown_total", everyone, sum(each.n for each in figures)))
    for place, cells in hidden.items():
        for leak in leaks(shown[place], cells, threshold=least):
            roles = ", ".join(sorted(cell.role for cell in leak.cells))
            tables = ", ".join(leak.tables)
            yield f"tour {place[0]}, {place[1]} : {roles} se déduit de {tables}"


def _is_mode(row: PublishedFigure) -> bool:
    return row.table in MODE_TABLES.values()


def _misprints(truth: dict[_Key, int], printed: list[PublishedFigure]) -> Iterator[str]:
    """Find the figures that should never have been printed at all."""
    least = threshold()
    together = set(
        CollectiveLevel.objects.filter(collective__accepted_on__isnull=False).values_list(
            "collective__campaign_round", "question__criterion", "collective__role"
        )
    )
    for row in printed:
        key = row.campaign_round_id, row.criterion, row.role
        place = f"tour {row.campaign_round_id}, {row.criterion} : {row.role}"
        if row.table not in PUBLISHABLE:
            yield f"{place} figure dans un tableau non publiable ({row.table})"
        elif row.standing == Standing.SHOWN and truth.get(key, 0) < least:
            yield f"{place} est montré avec moins de {least} réponses"
        elif row.standing == Standing.COLLECTIVE and key not in together:
            yield f"{place} est montré sans réponse collective acceptée"
        elif row.standing == Standing.ALONE and not _has_consent(key):
            yield f"{place} est montré seul sans accord"


def _has_consent(key: _Key) -> bool:
    turn, criterion, role = key
    alone = Answer.objects.filter(
        submission__is_current=True,
        submission__respondent__campaign_round=turn,
        question__criterion=criterion,
        question__role=role,
    )
    return role == RespondentRole.SENIOR_MANAGER and (
        alone.filter(submission__consents_alone=True).count() == alone.count() == 1
    )


def _modes(printed: list[PublishedFigure]) -> Iterator[str]:
    """Find a group told by mode where one mode, or what is left of the group, is too small."""
    least = threshold()
    whole: dict[_Key, int] = {}
    parts: dict[_Key, list[int]] = defaultdict(list)
    for row in printed:
        key = row.campaign_round_id, row.criterion, row.role
        if _is_mode(row):
            parts[key].append(row.n or 0)
        elif row.n is not None:
            whole[key] = row.n
    for key, numbers in parts.items():
        rest = whole.get(key, 0) - sum(numbers)
        if min(numbers) < least or rest:
            yield f"tour {key[0]}, {key[1]} : {key[2]} se déduit des modes de réponse"


def _excerpts(printed: list[PublishedFigure]) -> Iterator[str]:
    """Find the words quoted from a group that is not shown."""
    quotable = {
        (row.campaign_round_id, row.criterion, row.role)
        for row in printed
        if row.standing in QUOTABLE
    }
    aloud = Q(is_for_organisation=True) | Q(is_for_funders=True) | Q(is_for_respondents=True)
    live = ReleasedExcerpt.objects.filter(
        aloud, withdrawn_on__isnull=True, release__campaign_round__published_on__isnull=False
    )
    for turn, criterion, role, pk in live.values_list(
        "release__campaign_round", "release__criterion", "release__role", "pk"
    ):
        if (turn, criterion, role) not in quotable:
            yield f"tour {turn}, {criterion} : verbatim {pk} d’un groupe masqué ({role})"


def _counts_of_words() -> Iterator[str]:
    """Find a count of words heard that proves how many people of a masked group answered."""
    rounds = CampaignRound.objects.filter(published_on__isnull=False).select_related("campaign")
    for current in rounds:
        for criterion, printed, room in heard_bounds(current, views_of(current)):
            if printed > room:
                place = f"tour {current.pk}, {criterion}"
                yield f"{place} : le nombre de paroles révèle un groupe masqué"


def _reports(printed: list[PublishedFigure]) -> Iterator[str]:
    """Find a signed report that prints a figure or words that were never published."""
    known = {
        (row.campaign_round_id, row.criterion, row.role, row.n, row.median)
        for row in printed
        if row.table == "crossed_views" and row.standing != Standing.HIDDEN
    }
    said = set(ReleasedExcerpt.objects.values_list("release__campaign_round", "text"))
    for signed in SharedDiagnosis.objects.exclude(content={}):
        for criterion, side in _sides(signed.content):
            figure = (signed.campaign_round_id, criterion, side["role"], side["n"], side["median"])
            if figure not in known:
                yield f"rapport {signed.pk}, {criterion} : {side['role']} n’est pas publié ainsi"
            for quote in side["quotes"]:
                if (signed.campaign_round_id, quote["text"]) not in said:
                    yield f"rapport {signed.pk}, {criterion} : une parole n’a pas été diffusée"


def _sides(content: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for criterion in content.get("criteria", ()):
        for side in criterion["sides"]:
            yield criterion["code"], side
