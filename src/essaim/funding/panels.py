"""What funding shows on the pages of lower apps."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essaim.funding.labels.pages import AGREEMENT_STATES, STATES
from essaim.funding.queries import has_statement, visible_agreements, visible_statements
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.news import Change
from essaim.platform.panels import Panel
from essaim.platform.queries import first_rows
from essaim.platform.related import MOST, RelatedCard, RelatedLine
from essaim.platform.search import Hit


def found(viewer: Viewer, words: str, limit: int) -> Iterator[Hit]:
    """Yield the agreements whose number, plan or organisation holds the words."""
    asked = (
        Q(number__icontains=words)
        | Q(organisation__name__icontains=words)
        | Q(plan__title__icontains=words)
    )
    for row in visible_agreements(viewer).filter(asked)[:limit]:
        yield Hit(
            gettext("Convention"),
            f"{row.number}, {row.organisation}",
            reverse("funding:agreement", args=[row.pk]),
            "fund",
            str(row.grant),
        )


def news(viewer: Viewer, limit: int) -> Iterator[Change]:
    """Yield the latest decisions and proposals that *viewer* may read."""
    told = visible_statements(viewer).filter(proposed_at__isnull=False)
    for row in first_rows(told.order_by("-proposed_at"), limit):
        title = gettext("Aide %(year)s : %(due)s") % {"year": row.tranche.year, "due": row.due}
        url = reverse("funding:statement", args=[row.pk])
        at = row.decided_at or row.proposed_at
        if at is not None:
            yield Change(title, str(STATES[row.state]), url, at)


def related_aid(viewer: Viewer, organisation_id: int) -> RelatedCard:
    """Return the agreements of an organisation, latest first."""
    rows = visible_agreements(viewer, Role.ADVISER).filter(organisation=organisation_id)
    lines = [
        RelatedLine(
            reverse("funding:agreement", args=[row.pk]),
            gettext("%(number)s : %(grant)s") % {"number": row.number, "grant": row.grant},
            str(AGREEMENT_STATES[row.state]),
            "good" if row.is_signed else "warn",
        )
        for row in rows.order_by("-pk")[:MOST]
    ]
    empty = gettext("Aucune convention d’aide pour l’instant.")
    trial = RelatedLine(reverse("funding:what-if"), gettext("Essayer un calcul"))
    return RelatedCard(gettext("Aides"), lines, empty, None if lines else trial)


AID = Panel(_("Aide de l’année"), "funding:aid-panel", has_statement)
