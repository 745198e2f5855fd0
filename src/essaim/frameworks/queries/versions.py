"""Read versions: parsed once per content, never from YAML; the texts are common to all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Any, Final

from django.db.models import Q, QuerySet

from essaim.frameworks.domain.building import build
from essaim.frameworks.domain.canonical import read_kept
from essaim.frameworks.domain.comparison import Change, compare
from essaim.frameworks.domain.framework import Criterion, Framework, Question, Scale, Status
from essaim.frameworks.domain.words import Words
from essaim.frameworks.models import FrameworkVersion
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import HOUSE, Role, Viewer
from essaim.platform.queries import holds

#: Who makes versions and loads files.
PUBLISHERS: Final = (Role.ADVISER, Role.FUNDER, Role.OPERATOR)


def framework(urn: str) -> Framework:
    """Return a version by its urn.

    Raises:
        DomainError: ``unknown_framework``.
    """
    return _framework_of(FrameworkVersion.objects.filter(urn=urn), urn)


def framework_of(version_id: int) -> Framework:
    """Return a version by its row.

    Raises:
        DomainError: ``unknown_framework``.
    """
    return _framework_of(FrameworkVersion.objects.filter(pk=version_id), str(version_id))


def frameworks_of(version_ids: Collection[int]) -> dict[int, Framework]:
    """Return several versions by their rows, in one query."""
    rows = FrameworkVersion.objects.filter(pk__in=version_ids).values_list("pk", "digest")
    return {pk: _built(digest) for pk, digest in rows}


def version(urn: str) -> FrameworkVersion | None:
    return FrameworkVersion.objects.filter(urn=urn).defer("content").first()


def criteria(urn: str) -> tuple[Criterion, ...]:
    return framework(urn).criteria


def asked_of(urn: str, role: str) -> tuple[Question, ...]:
    """Return what a role is asked; nothing where the framework has no question for it."""
    return framework(urn).asked_of(role)


def scale(urn: str) -> Scale:
    """Return the scale; a nomenclature has none and is refused (``nothing_to_score``)."""
    return framework(urn).needed_scale()


def visible_versions(viewer: Viewer) -> QuerySet[FrameworkVersion]:
    """Return the versions *viewer* may read: every one, for whoever has an account.

    Frameworks are method, not files of an organisation; respondents read them through the
    campaign they answer.
    """
    if viewer.account_id is None:
        return FrameworkVersion.objects.none()
    return FrameworkVersion.objects.defer("content")


def versions_named(viewer: Viewer, words: str) -> QuerySet[FrameworkVersion]:
    """Return the versions whose title or code holds *words*."""
    named = Q(title_fr__icontains=words) | Q(title_en__icontains=words) | Q(code__icontains=words)
    return visible_versions(viewer).filter(named)


def editable_versions(viewer: Viewer) -> QuerySet[FrameworkVersion]:
    """Return the versions from which *viewer* may make the next one."""
    return visible_versions(viewer) if may_publish(viewer) else FrameworkVersion.objects.none()


def may_publish(viewer: Viewer) -> bool:
    return viewer == HOUSE or holds(viewer, *PUBLISHERS)


def history(code: str) -> list[FrameworkVersion]:
    """Return the versions of one framework, the latest number first."""
    rows = FrameworkVersion.objects.filter(code=code).defer("content")
    return sorted(rows, key=lambda row: _numbers(row.version), reverse=True)


def current_versions(viewer: Viewer) -> list[FrameworkVersion]:
    """Return the version of each framework that new work starts from, by title."""
    by_code: dict[str, list[FrameworkVersion]] = {}
    for row in visible_versions(viewer):
        by_code.setdefault(row.code, []).append(row)
    return sorted((_latest(rows) for rows in by_code.values()), key=lambda row: _folded(row.title))


def current_frameworks(codes: Collection[str]) -> list[Framework]:
    """Return the current version of several frameworks, in the order asked, in one query."""
    by_code: dict[str, list[FrameworkVersion]] = {}
    for row in FrameworkVersion.objects.filter(code__in=codes).defer("content"):
        by_code.setdefault(row.code, []).append(row)
    return [_built(_latest(by_code[code]).digest) for code in codes if code in by_code]


def current_version(code: str) -> FrameworkVersion | None:
    """Return the version of a framework that new work starts from."""
    rows = history(code)
    return _latest(rows) if rows else None


def data_of(version_id: int) -> dict[str, Any]:
    """Return the plain data of a version, fresh, for a comparison or an edit."""
    rows = FrameworkVersion.objects.filter(pk=version_id)
    data: dict[str, Any] = read_kept(rows.values_list("content", flat=True)[0])
    return data


def changes(old_id: int, new_id: int) -> tuple[Change, ...]:
    """Return every difference between two versions."""
    return compare(data_of(old_id), data_of(new_id))


def place_names(frameworks: Iterable[Framework]) -> dict[str, tuple[str, Words]]:
    """Return what ``framework/criterion`` means: the framework's code, the criterion's title."""
    found: dict[str, tuple[str, Words]] = {}
    for each in frameworks:
        found |= {f"{each.id}/{theme.id}": (each.id, theme.title) for theme in each.themes}
        found |= {f"{each.id}/{c.id}": (each.id, c.title) for c in each.criteria}
    return found


def places() -> dict[str, set[str]]:
    """Return the criteria and themes of every version, as the crosswalk writes them."""
    rows = FrameworkVersion.objects.values_list("urn", "digest")
    found = {urn: _built(digest) for urn, digest in rows}
    return {
        urn: {f"{each.id}/{end}" for end in (*each.criteria_ids, *each.theme_ids)}
        for urn, each in found.items()
    }


def _framework_of(rows: QuerySet[FrameworkVersion], name: str) -> Framework:
    digest = rows.values_list("digest", flat=True).first()
    if digest is None:
        raise DomainError("unknown_framework", urn=name[:140])
    return _built(digest)


def _folded(title: str) -> str:
    """Order É with E, whatever the language of the machine."""
    return unicodedata.normalize("NFKD", title).casefold().replace("\u0301", "")


def _latest(rows: list[FrameworkVersion]) -> FrameworkVersion:
    """Return the version that is not superseded, else the latest number."""
    ranked = sorted(rows, key=lambda row: _numbers(row.version), reverse=True)
    return next((row for row in ranked if row.status != Status.SUPERSEDED), ranked[0])


def _numbers(version: str) -> tuple[tuple[bool, int, str], ...]:
    """Order 2026.10 after 2026.9; words come after numbers."""
    parts = re.split(r"[.\-]", version)
    return tuple((not p.isdecimal(), int(p) if p.isdecimal() else 0, p) for p in parts)


@lru_cache(maxsize=256)
def _built(digest: str) -> Framework:
    """Build a version once per content: its digest names it, so this never goes stale."""
    rows = FrameworkVersion.objects.filter(digest=digest)
    return build(read_kept(rows.values_list("content", flat=True)[0]))
