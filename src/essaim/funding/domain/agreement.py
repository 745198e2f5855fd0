"""What an agreement must say before anything is computed under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from essaim.funding.domain.scheme import Terms
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.period import check_day


class AgreementState(StrEnum):
    """Drafted: the funder writes, the board or the director signs. Signed: amounts follow."""

    DRAFTED = "drafted"
    SIGNED = "signed"


TRANSITIONS: dict[AgreementState, frozenset[AgreementState]] = {
    AgreementState.DRAFTED: frozenset({AgreementState.SIGNED}),
    AgreementState.SIGNED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs for the organisation, in what quality, when, after which board decision."""

    signatory: str
    quality: str
    signed_on: date
    board_decision: str
    board_decided_on: date


def check_signature(signature: Signature) -> Signature:
    """Return the signature once it says all that an agreement must say.

    Raises:
        DomainError: ``signatory_missing``, ``date_out_of_range``,
            ``board_decision_after_signature``.
    """
    for name in ("signatory", "quality", "board_decision"):
        if not getattr(signature, name).strip():
            raise DomainError("signatory_missing", name=name)
    check_day(signature.signed_on, name="signed_on")
    check_day(signature.board_decided_on, name="board_decided_on")
    if signature.board_decided_on > signature.signed_on:
        raise DomainError(
            "board_decision_after_signature",
            decided=signature.board_decided_on,
            signed=signature.signed_on,
        )
    return signature


def check_grant(grant: Money, terms: Terms) -> Money:
    """Return the grant when the scheme allows it.

    Raises:
        DomainError: ``negative_amount``, ``grant_above_scheme``.
    """
    if grant.cents <= 0:
        raise DomainError("negative_amount", name="grant", value=grant)
    if grant > terms.grant_max:
        raise DomainError("grant_above_scheme", grant=grant, most=terms.grant_max)
    return grant


def year_tranches(grant: Money, terms: Terms, first_year: int) -> dict[int, Money]:
    """Return the tranche of each calendar year: one split, the parts add up to the grant.

    >>> from essaim.kernel.money import Money
    >>> year_tranches.__name__
    'year_tranches'
    """
    parts = grant.split(terms.tranches)
    return {first_year + rank: part for rank, part in enumerate(parts)}


def line_weights(weights: Sequence[tuple[int, int]]) -> Mapping[int, Fraction]:
    """Return what each target weighs in its year: whole numbers out of their sum.

    >>> line_weights([(7, 40), (8, 60)])[7]
    Fraction(2, 5)
    """
    total = sum(weight for _, weight in weights) or 1
    return {target: Fraction(weight, total) for target, weight in weights}


def annexed_for(year: int, annexes: Mapping[int, int]) -> int | None:
    """Return the scheme version in force for *year*, from first year → version.

    >>> annexed_for(2027, {2026: 1, 2028: 2}), annexed_for(2025, {2026: 1})
    (1, None)
    """
    began = [first for first in annexes if first <= year]
    return annexes[max(began)] if began else None
