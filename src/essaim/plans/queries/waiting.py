"""What the plans ask of each role: values due, drafts to complete, signatures, pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from essaim.plans.domain.plan import PlanState
from essaim.plans.domain.review import ReviewState
from essaim.plans.models import ActionPlan, PlanSignature, PlanTarget, YearReview, YearTarget
from essaim.plans.queries.listed import how_many
from essaim.plans.queries.review import RECORDING
from essaim.plans.queries.scope import SIGNATORIES, WRITERS, plan_scope, visible_plans
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import roles_of
from essaim.platform.todo import Task

#: How soon a due value is announced, and how many lines of each kind a home shows.
SOON, MOST = timedelta(days=60), 20
#: Values awaited of one plan, usually: the first lines come from the soonest of that many.
SAME_PLAN = 8


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Yield what waits for *viewer*, in a fixed number of queries; nothing for a funder here."""
    held = roles_of(viewer)
    if held & set(WRITERS):
        yield from _values_due(viewer)
        yield from _returned(viewer)
        yield from _drafts(viewer)
    for role in SIGNATORIES:
        if role in held:
            yield from _signatures(viewer, role)
    if Role.STAFF_MEMBER in held:
        yield from _pieces(viewer)


def _open_targets() -> QuerySet[YearTarget]:
    """Return the targets whose year is still to be told, in the plans under way."""
    open_years = YearReview.objects.filter(
        plan=OuterRef("plan_target__plan"), year=OuterRef("year"), state=ReviewState.OPEN
    )
    return YearTarget.objects.filter(Exists(open_years), plan_target__plan__state__in=RECORDING)


#: A year of a plan, by which its targets are counted.
YEAR = ("plan_target__plan", "plan_target__plan__organisation__name", "year")


def _year_task(title: str, row: Mapping[str, Any], **more: Any) -> Task:
    """Return what to do on the page of a year, with the number of targets concerned."""
    return Task(
        title=title % {"count": row["count"], "year": row["year"]},
        detail=row["plan_target__plan__organisation__name"],
        url=reverse("plans:year-review", args=[row["plan_target__plan"], row["year"]]),
        tint="plan",
        **more,
    )


def _values_due(viewer: Viewer) -> Iterator[Task]:
    today = timezone.localdate()
    awaited = _open_targets().filter(
        observed__isnull=True, failure_reason="", due_on__lte=today + SOON
    )
    mine = awaited.filter(plan_scope(viewer, *WRITERS, plan="plan_target__plan"))
    soonest = mine.order_by("due_on", "pk").values_list("plan_target__plan", flat=True)
    plans = set(soonest[: MOST * SAME_PLAN])
    if not plans:
        return
    rows = (
        awaited.filter(plan_target__plan__in=plans)
        .values(*YEAR)
        .annotate(count=Count("pk"), due=Min("due_on"))
        .order_by("due", "plan_target__plan", "year")
    )
    for row in rows[:MOST]:
        title = ngettext(
            "Renseigner %(count)s valeur du bilan %(year)s",
            "Renseigner %(count)s valeurs du bilan %(year)s",
            row["count"],
        )
        is_late, note = row["due"] < today, gettext("valeur attendue")
        yield _year_task(title, row, when=row["due"], is_late=is_late, note=note)


def _returned(viewer: Viewer) -> Iterator[Task]:
    rows = YearReview.objects.filter(
        plan_scope(viewer, *WRITERS, plan="plan"), state=ReviewState.OPEN
    ).exclude(returned_reason="")
    told = rows.values_list("plan_id", "year", "plan__organisation__name", "returned_reason")
    for plan_id, year, organisation, reason in told[:MOST]:
        yield Task(
            title=gettext("Compléter le bilan %(year)s, renvoyé") % {"year": year},
            detail=f"{organisation}, {reason}",
            url=reverse("plans:year-review", args=[plan_id, year]),
            tint="plan",
        )


def _signatures(viewer: Viewer, role: Role) -> Iterator[Task]:
    signed = PlanSignature.objects.filter(plan=OuterRef("pk"), role=role)
    rows = visible_plans(viewer, role).filter(~Exists(signed), state=PlanState.PROPOSED)
    for plan in rows[:MOST]:
        yield Task(
            title=gettext("Signer le plan « %(title)s »") % {"title": plan.title},
            detail=str(plan.organisation),
            url=reverse("plans:plan", args=[plan.pk]),
            tint="plan",
            when=plan.proposed_on,
            note=gettext("proposé ce jour"),
        )


def _drafts(viewer: Viewer) -> Iterator[Task]:
    drafts = visible_plans(viewer, *WRITERS).filter(state=PlanState.DRAFT).order_by("pk")
    plans = list(drafts[:MOST])
    asked = how_many(PlanTarget.objects.filter(plan__in=plans), "plan")
    for plan in plans:
        yield Task(
            title=gettext("Préparer le plan « %(title)s »") % {"title": plan.title},
            detail=_say_draft(plan, asked.get(plan.pk, 0)),
            url=reverse("plans:plan", args=[plan.pk]),
            tint="plan",
        )


def _say_draft(plan: ActionPlan, asked: int) -> str:
    if plan.sent_back_reason:
        return gettext("%(organisation)s, renvoyé : %(reason)s") % {
            "organisation": plan.organisation,
            "reason": plan.sent_back_reason,
        }
    if not asked:
        return gettext("%(organisation)s, aucun objectif écrit") % {
            "organisation": plan.organisation
        }
    count = ngettext("%(count)s objectif écrit", "%(count)s objectifs écrits", asked)
    return f"{plan.organisation}, {count % {'count': asked}}"


def _pieces(viewer: Viewer) -> Iterator[Task]:
    """Ask a staff member for the pieces that no target of an open year has yet."""
    mine = plan_scope(viewer, Role.STAFF_MEMBER, plan="plan_target__plan")
    rows = (
        _open_targets()
        .filter(mine, year__lte=timezone.localdate().year, evidence__isnull=True)
        .values(*YEAR)
        .annotate(count=Count("pk"))
        .order_by("plan_target__plan", "year")
    )
    for row in rows[:MOST]:
        title = ngettext(
            "Déposer une pièce pour %(count)s objectif de %(year)s",
            "Déposer une pièce pour %(count)s objectifs de %(year)s",
            row["count"],
        )
        yield _year_task(title, row)
