"""Who looks and who acts, whatever door they came in by."""

from dataclasses import dataclass
from enum import StrEnum

from essaim.kernel.errors import DomainError


class Role(StrEnum):
    """What an account is to an organisation; rights are said by role, never by name."""

    ADVISER = "adviser"
    DIRECTOR = "director"
    BOARD_MEMBER = "board_member"
    STAFF_MEMBER = "staff_member"
    FUNDER = "funder"
    RESEARCHER = "researcher"
    OPERATOR = "operator"


class OrganisationKind(StrEnum):
    PROVIDER = "provider"
    AGENCY = "agency"
    CLUSTER = "cluster"
    FUNDER = "funder"
    RESEARCH_BODY = "research_body"
    LOCAL_AUTHORITY = "local_authority"


class MandateKind(StrEnum):
    """Why an organisation serves another, and so may read a part of its file."""

    ACCOMPANY = "accompany"
    FUND = "fund"
    STUDY = "study"


#: The role that acts in the holder of a mandate of each kind.
ACTING_ROLE = {
    MandateKind.ACCOMPANY: Role.ADVISER,
    MandateKind.FUND: Role.FUNDER,
    MandateKind.STUDY: Role.RESEARCHER,
}
_OUTSIDE = {
    Role.ADVISER: {OrganisationKind.AGENCY, OrganisationKind.CLUSTER},
    Role.FUNDER: {OrganisationKind.FUNDER, OrganisationKind.LOCAL_AUTHORITY},
    Role.RESEARCHER: {OrganisationKind.RESEARCH_BODY},
    Role.OPERATOR: set(OrganisationKind) - {OrganisationKind.PROVIDER},
}


def check_role(role: Role, kind: OrganisationKind) -> None:
    """Refuse a role that the kind of organisation cannot give.

    An adviser, a funder, a researcher come from outside; an employer never operates the
    installation that holds its employees' answers.

    >>> check_role(Role.DIRECTOR, OrganisationKind.PROVIDER)

    Raises:
        DomainError: ``employer_is_operator``, ``role_not_for_kind``.
    """
    if kind in _OUTSIDE.get(role, set(OrganisationKind)):
        return
    if role is Role.OPERATOR:
        raise DomainError("employer_is_operator")
    raise DomainError("role_not_for_kind", role=role, kind=kind)


@dataclass(frozen=True, slots=True)
class Viewer:
    """An account, the holder of a link, a place in a room or, without any, the public."""

    account_id: int | None = None
    respondent_link_id: int | None = None
    participant_id: int | None = None

    def __str__(self) -> str:
        """Return the author as audit lines keep it: an id, no personal content."""
        if self.account_id is not None:
            return f"account:{self.account_id}"
        if self.participant_id is not None:
            return f"place:{self.participant_id}"
        return f"link:{self.respondent_link_id}" if self.respondent_link_id else "public"


PUBLIC = Viewer()
#: The house itself: imports of reference data, jobs nobody asked for.
HOUSE = Viewer(account_id=0)
