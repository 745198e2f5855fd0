"""What plans show on the pages of lower apps."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.plans import queries
from essaim.plans.labels import PLAN_STATES, PLAN_TONES
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.related import MOST, RelatedCard, RelatedLine


def related_plans(viewer: Viewer, organisation_id: int) -> RelatedCard:
    """Return the plans of an organisation, latest first; the first is opened from here."""
    rows = queries.visible_plans(viewer, Role.ADVISER).filter(organisation=organisation_id)
    lines = [
        RelatedLine(
            reverse("plans:plan", args=[row.pk]),
            row.title,
            str(PLAN_STATES[row.state]),
            PLAN_TONES[row.state],
        )
        for row in rows[:MOST]
    ]
    opening = RelatedLine(reverse("plans:plan-new", args=[organisation_id]), _("Ouvrir un plan"))
    return RelatedCard(
        _("Plans d’action"), lines, _("Aucun plan pour l’instant."), None if lines else opening
    )
