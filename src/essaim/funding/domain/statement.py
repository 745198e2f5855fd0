"""The life of a yearly statement, and the bytes that a final one keeps for ever.

Later stages (notified, contested, answered) belong between *proposed* and *decided*: the table
of transitions is the door they come in by.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum

from essaim.kernel.errors import DomainError


class StatementState(StrEnum):
    """Drafted: director and adviser record outcomes, the amount follows. Submitted: the review
    is with the funder, whose assessor proposes. Proposed: another person of the funder decides,
    or sends back. Decided: nobody acts, nothing moves any more.
    """  # noqa: D205

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    PROPOSED = "proposed"
    DECIDED = "decided"


TRANSITIONS: dict[StatementState, frozenset[StatementState]] = {
    StatementState.DRAFTED: frozenset({StatementState.SUBMITTED}),
    StatementState.SUBMITTED: frozenset({StatementState.DRAFTED, StatementState.PROPOSED}),
    StatementState.PROPOSED: frozenset(
        {StatementState.DRAFTED, StatementState.SUBMITTED, StatementState.DECIDED}
    ),
    StatementState.DECIDED: frozenset(),
}
#: The refusal says what the act needed.
_REFUSALS = {
    StatementState.DRAFTED: "year_already_final",
    StatementState.SUBMITTED: "statement_not_proposed",
    StatementState.PROPOSED: "statement_not_submitted",
    StatementState.DECIDED: "statement_not_proposed",
}


def move_statement(state: StatementState, to: StatementState, *, year: int) -> StatementState:
    """Return *to* when a statement may go there from *state*.

    >>> move_statement(StatementState.PROPOSED, StatementState.DECIDED, year=2026).value
    'decided'

    Raises:
        DomainError: ``year_already_final``, ``statement_not_proposed``,
            ``statement_not_submitted``.
    """
    if state is StatementState.DECIDED:
        raise DomainError("year_already_final", year=year)
    if to not in TRANSITIONS[state]:
        raise DomainError(_REFUSALS[to], year=year)
    return to


def check_decider(*, assessor_id: int | None, decider_id: int | None) -> None:
    """Refuse that who evaluated decides: an amount takes two people.

    Raises:
        DomainError: ``same_person``.
    """
    if decider_id is None or assessor_id is None or assessor_id == decider_id:
        raise DomainError("same_person")


def frozen_bytes(content: Mapping[str, object]) -> bytes:
    """Return the one writing of a statement: sorted keys, no spare space, UTF-8.

    >>> frozen_bytes({"b": "é", "a": ["1"]}).decode()
    '{"a":["1"],"b":"é"}'
    """
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(data: bytes) -> str:
    """Return the fingerprint (sha256) of what is kept.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()
