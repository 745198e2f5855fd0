"""Respondent links: what each opens, and why it no longer does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from essaim.kernel.errors import DomainError

#: A role link serves at most this many devices; more is a typing error.
MOST_DEVICES = 2_000


class LinkKind(StrEnum):
    """A personal link answers for one person; a role link makes one respondent per device."""

    PERSONAL = "personal"
    ROLE = "role"


class LinkRefusal(StrEnum):
    """Why a link opens nothing; each says so in one sentence, with what to do."""

    UNKNOWN = "link_unknown"
    REVOKED = "link_revoked"
    EXPIRED = "link_expired"
    NOT_OPEN = "link_round_not_open"
    CLOSED = "link_round_closed"
    FULL = "link_full"


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What decides whether a link opens the form today."""

    is_revoked: bool
    expires_on: date
    is_round_draft: bool
    is_round_closed: bool
    places: int
    taken: int
    has_own_place: bool


def refusal(link: LinkFacts, *, today: date) -> LinkRefusal | None:
    """Return why the link opens nothing, ``None`` when it does; the last day is included.

    Somebody who already has a place keeps it when the link is full: own answers reopen until the
    round closes.

    >>> last_day = date(2027, 2, 28)
    >>> facts = LinkFacts(False, last_day, False, False, places=1, taken=1, has_own_place=False)
    >>> refusal(facts, today=date(2027, 2, 1))
    <LinkRefusal.FULL: 'link_full'>
    """
    if link.is_revoked:
        return LinkRefusal.REVOKED
    if link.is_round_closed:
        return LinkRefusal.CLOSED
    if link.is_round_draft:
        return LinkRefusal.NOT_OPEN
    if today > link.expires_on:
        return LinkRefusal.EXPIRED
    if link.taken >= link.places and not link.has_own_place:
        return LinkRefusal.FULL
    return None


def check_places(kind: LinkKind, places: int) -> int:
    """Return how many respondents a new link may make: one when personal.

    >>> check_places(LinkKind.PERSONAL, 1), check_places(LinkKind.ROLE, 12)
    (1, 12)

    Raises:
        DomainError: ``link_places``.
    """
    most = 1 if kind is LinkKind.PERSONAL else MOST_DEVICES
    if not 1 <= places <= most:
        raise DomainError("link_places", n=places, most=most)
    return places
