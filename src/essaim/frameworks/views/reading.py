"""One version: what it asks and of whom; what changed since another; how to make the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from essaim.frameworks import queries, services
from essaim.frameworks.domain.framework import Criterion, Framework
from essaim.frameworks.domain.words import Provenance, Words
from essaim.frameworks.forms import NextVersionForm
from essaim.frameworks.labels import place_of, value_words
from essaim.frameworks.models import FrameworkVersion
from essaim.platform.http import account_required, viewer_of


@dataclass(frozen=True, slots=True)
class Group:
    """The criteria of one theme, or of one axis where there is no theme."""

    id: str
    title: Words
    provenance: Provenance
    criteria: tuple[Criterion, ...]


@require_safe
@account_required
def version(request: HttpRequest, version_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_versions(viewer), pk=version_id)
    framework = queries.framework_of(row.pk)
    context = {
        "row": row,
        "framework": framework,
        "groups": _groups(framework),
        "asked": [(role, len(framework.asked_of(role))) for role in framework.asked_roles()],
        "notes": framework.notes_en if _is_english() else framework.notes_fr,
        "history": queries.history(row.code),
        "may_publish": queries.may_publish(viewer),
        "french": queries.french_notes(),
    }
    return render(request, "frameworks/version.html", context)


@require_safe
@account_required
def differences(request: HttpRequest, version_id: int) -> HttpResponse:
    """Show what changed since the former version, or since the one the address names."""
    row = get_object_or_404(queries.visible_versions(viewer_of(request)), pk=version_id)
    others = [each for each in queries.history(row.code) if each.pk != row.pk]
    former = _former(row, others, request.GET.get("since", ""))
    changes = queries.changes(former.pk, row.pk) if former else ()
    context = {
        "row": row,
        "former": former,
        "others": others,
        "changes": [
            (change, place_of(change), value_words(change.before), value_words(change.after))
            for change in changes
        ],
    }
    return render(request, "frameworks/differences.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def edit(request: HttpRequest, version_id: int) -> HttpResponse:
    """Change texts, weights, questions: the result is the next version, never this one."""
    viewer = viewer_of(request)
    row = get_object_or_404(queries.editable_versions(viewer), pk=version_id)
    framework = queries.framework_of(row.pk)
    asked = request.POST if request.method == "POST" else None
    plain = queries.data_of(row.pk)
    form = NextVersionForm(framework, plain, queries.stakeholder_roles(), asked)
    if request.method == "POST" and form.is_valid():
        new = services.publish_next_version(version_id=row.pk, edits=form.edits(), by=viewer)
        messages.success(request, _("Version %(version)s créée.") % {"version": new.version})
        return redirect("frameworks:differences", new.pk)
    status = 422 if form.errors else 200
    context = {"row": row, "framework": framework, "form": form}
    return render(request, "frameworks/edit.html", context, status=status)


def _former(
    row: FrameworkVersion, others: list[FrameworkVersion], asked: str
) -> FrameworkVersion | None:
    if asked:
        found = next((each for each in others if str(each.pk) == asked), None)
        if found is None:
            raise Http404
        return found
    previous = next((each for each in others if each.pk == row.previous_id), None)
    return previous or (others[-1] if others else None)


def _groups(framework: Framework) -> list[Group]:
    """Group by theme in file order; criteria without a theme stand under their axis."""
    heads: list[tuple[str, Words, Provenance, tuple[Criterion, ...]]] = []
    for theme in framework.themes:
        inside = tuple(each for each in framework.criteria if each.theme == theme.id)
        heads.append((theme.id, theme.title, theme.provenance, inside))
    for axis in framework.axes:
        alone = tuple(c for c in framework.criteria if c.theme is None and c.axis == axis.id)
        heads.append((axis.id, axis.title, axis.provenance, alone))
    is_outline = not framework.criteria
    return [Group(*head) for head in heads if head[3] or is_outline]


def _is_english() -> bool:
    return (get_language() or "fr").startswith("en")
