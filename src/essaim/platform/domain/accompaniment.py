"""The five steps of an accompaniment, and who moves it from one to the next.

The adviser acts at reception; adviser and organisation sign the shared diagnosis; the
support committee gives a consultative opinion before coordination, or its absence is
recorded with a reason; the adviser coordinates and follows up at 2, 6 and 12 months.
"""

from enum import StrEnum
from itertools import pairwise

from essaim.kernel.errors import DomainError


class Step(StrEnum):
    RECEPTION = "reception"
    DIAGNOSIS = "diagnosis"
    PATH = "path"
    COORDINATION = "coordination"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    REDIRECTED = "redirected"
    PAUSED = "paused"
    ABANDONED = "abandoned"


#: The steps an organisation walks, in order; the others are ways out.
WALK = (Step.RECEPTION, Step.DIAGNOSIS, Step.PATH, Step.COORDINATION, Step.FOLLOW_UP)
ENDED = frozenset({Step.CLOSED, Step.REDIRECTED, Step.ABANDONED})
_OUT = frozenset({Step.REDIRECTED, Step.PAUSED, Step.ABANDONED})
TRANSITIONS: dict[Step, frozenset[Step]] = {
    **{step: frozenset({after}) | _OUT for step, after in pairwise(WALK)},
    Step.FOLLOW_UP: frozenset({Step.CLOSED}) | _OUT,
    Step.PAUSED: frozenset(WALK) | {Step.REDIRECTED, Step.ABANDONED},
    **{step: frozenset() for step in ENDED},
}
#: Months after which follow-up recalls.
RECALLS = (2, 6, 12)


def check_move(step: Step, to: Step, *, opinion: str = "", reason: str = "") -> None:
    """Refuse a move the trade does not know.

    >>> check_move(Step.RECEPTION, Step.DIAGNOSIS)

    Raises:
        DomainError: ``no_such_move``, ``opinion_missing``, ``move_reason_missing``.
    """
    if to not in TRANSITIONS[step]:
        raise DomainError("no_such_move", step=step, to=to)
    if (step, to) == (Step.PATH, Step.COORDINATION) and not (opinion or reason).strip():
        raise DomainError("opinion_missing")
    if to is Step.ABANDONED and not reason.strip():
        raise DomainError("move_reason_missing")
