"""Who may answer a campaign, how the answer reached us, and what an absent answer means."""

from enum import StrEnum

from essaim.kernel.errors import DomainError


class RespondentRole(StrEnum):
    """The viewpoint from which one answers; one person in two roles counts once in each."""

    SENIOR_MANAGER = "senior_manager"
    MIDDLE_MANAGER = "middle_manager"
    CARE_WORKER = "care_worker"
    SERVICE_USER = "service_user"
    FAMILY_CARER = "family_carer"
    BOARD_MEMBER = "board_member"
    FUNDER = "funder"
    HEALTH_PROFESSIONAL = "health_professional"
    SUPPLIER = "supplier"
    LOCAL_AUTHORITY = "local_authority"


#: Those whose form is written in simple words, with few questions.
PLAIN_ROLES = frozenset(
    {RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER, RespondentRole.FAMILY_CARER}
)
#: A form of plain words asks no more than this.
MOST_PLAIN_QUESTIONS = 8
#: Consent to be shown alone is free only for the head of the organisation.
MAY_STAND_ALONE = RespondentRole.SENIOR_MANAGER


class Absence(StrEnum):
    """Why there is no level; none of them is the lowest level, none enters a median."""

    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not_asked"


class CollectionMode(StrEnum):
    """How an answer reached us; each answer keeps it."""

    ONLINE = "online"
    PAPER = "paper"
    PHONE = "phone"
    VISIT = "visit"
    COLLECTIVE = "collective"


#: Somebody else's hands write the answer down: who, is kept with it.
COLLECTED_MODES = (CollectionMode.PAPER, CollectionMode.PHONE, CollectionMode.VISIT)


def read_role(code: object) -> RespondentRole:
    """Return the role named *code*.

    >>> read_role("care_worker")
    <RespondentRole.CARE_WORKER: 'care_worker'>

    Raises:
        DomainError: ``unknown_respondent_role``.
    """
    if isinstance(code, str) and code in tuple(RespondentRole):
        return RespondentRole(code)
    raise DomainError("unknown_respondent_role", role=str(code)[:40])
