"""Respondent links: made, printed, revoked by the adviser who carries the campaign."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.domain.links import LinkKind, check_places
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.domain.tokens import digest, sign_link
from essaim.diagnosis.models import CampaignRound, Respondent, RespondentLink
from essaim.kernel.errors import DomainError
from essaim.kernel.period import check_day
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line

#: Letters and digits nobody takes for one another, read aloud or copied from paper.
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"


@transaction.atomic
def make_link(
    *,
    round_id: int,
    kind: LinkKind,
    role: RespondentRole,
    expires_on: date,
    by: Viewer,
    places: int = 1,
) -> RespondentLink:
    """Make a link; a personal one has its respondent at once, a role one as devices come.

    Raises:
        DomainError: ``role_not_asked``, ``link_places``, ``link_expiry_past``, ``round_not_open``.
    """
    current = _round(round_id, by, role, expires_on)
    link = RespondentLink.objects.create(
        campaign_round=current,
        kind=kind,
        role=role,
        places=check_places(kind, places),
        expires_on=expires_on,
        code=free_code(current),
        digest=secrets.token_hex(32),  # the token signs the key, known once the row is
    )
    link.digest = digest(sign_link(link.pk, settings.SECRET_KEY))
    link.save(update_fields=["digest"])
    if kind is LinkKind.PERSONAL:
        Respondent.objects.create(campaign_round=current, role=role, code=link.code, link=link)
    _log(link, "make_link", by)
    return link


@transaction.atomic
def revoke_link(*, link_id: int, by: Viewer) -> RespondentLink:
    """Shut a link at once; answers already sent stay."""
    link = queries.carried_links(by).select_for_update(of=("self",)).get(pk=link_id)
    if link.revoked_on:
        raise DomainError("link_revoked_already")
    link.revoked_on = timezone.localdate()
    link.save(update_fields=["revoked_on"])
    _log(link, "revoke_link", by)
    return link


@transaction.atomic
def set_places(*, link_id: int, places: int, by: Viewer) -> RespondentLink:
    """Change how many devices a role link may serve."""
    link = queries.carried_links(by).select_for_update(of=("self",)).get(pk=link_id)
    link.places = check_places(LinkKind(link.kind), places)
    link.save(update_fields=["places"])
    _log(link, "set_places", by)
    return link


def free_code(current: CampaignRound) -> str:
    """Return a code of the round that names no one and that nobody has."""
    taken = set(current.respondents.values_list("code", flat=True))
    taken |= set(current.links.values_list("code", flat=True))
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(4))
        if code not in taken:
            return code


def _round(round_id: int, by: Viewer, role: RespondentRole, expires_on: date) -> CampaignRound:
    current = queries.carried_rounds(by).select_for_update(of=("self",)).get(pk=round_id)
    if current.closed_on:
        raise DomainError("round_not_open")
    if not queries.questions_of(current.campaign_id, role).exists():
        raise DomainError("role_not_asked", role=role)
    if check_day(expires_on) < timezone.localdate():
        raise DomainError("link_expiry_past", date=expires_on)
    return current


def _log(link: RespondentLink, act: str, by: Viewer) -> None:
    organisation_id = link.campaign_round.campaign.organisation_id
    keep_audit_line(link, act=act, by=by, organisation_id=organisation_id)
