"""What a year releases: the plan's achievements under the rule annexed to the agreement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from essaim.funding.domain.agreement import annexed_for, line_weights
from essaim.funding.domain.aid import (
    AidDecision,
    AidLine,
    AidRule,
    DecidedLine,
    ForeseenLine,
    decide_aid,
    foresee_aid,
)
from essaim.funding.models import (
    Agreement,
    LineWeight,
    SchemeVersion,
    Statement,
    StatementLine,
    Tranche,
)
from essaim.kernel.errors import DomainError
from essaim.plans import queries as plans


@dataclass(frozen=True, slots=True)
class WeighedTarget:
    """A target of the year with what it weighs in the agreement."""

    row: plans.ReviewRow
    weight: int
    of_weights: int
    line: AidLine


@dataclass(frozen=True, slots=True)
class YearAid:
    """The aid of a year line by line; decided once no target is « à renseigner »."""

    tranche: Tranche
    version: SchemeVersion
    rule: AidRule
    targets: tuple[WeighedTarget, ...]
    foreseen: tuple[ForeseenLine, ...]
    decision: AidDecision | None


def annexed_version(agreement: Agreement, year: int) -> SchemeVersion:
    """Return the rule version signed for a year.

    Raises:
        DomainError: ``agreement_not_signed``, ``year_not_in_agreement``.
    """
    if not agreement.is_signed:
        raise DomainError("agreement_not_signed", number=agreement.number)
    annexes = {each.from_year: each for each in agreement.annexes.select_related("scheme_version")}
    found = annexed_for(year, {first: first for first in annexes})
    if found is None:
        raise DomainError("year_not_in_agreement", year=year, number=agreement.number)
    return annexes[found].scheme_version


def weighed_targets(tranche: Tranche) -> tuple[WeighedTarget, ...]:
    """Return the targets of a year with their weights, in the order of the plan.

    A target that weighs nothing is followed, and is no line of aid.
    """
    rows = plans.year_rows(tranche.agreement.plan_id, tranche.year)
    kept = LineWeight.objects.filter(
        agreement=tranche.agreement_id, weight__gt=0, target__in=[row.target.pk for row in rows]
    )
    weights = dict(kept.values_list("target_id", "weight"))
    shares = line_weights(list(weights.items()))
    of_weights = sum(weights.values())
    return tuple(
        WeighedTarget(
            row,
            weights[row.target.pk],
            of_weights,
            AidLine(row.name, shares[row.target.pk], row.achievement),
        )
        for row in rows
        if row.target.pk in weights
    )


def year_aid(tranche: Tranche) -> YearAid:
    """Return the aid of a year under the rule annexed for it; few queries, whatever the lines."""
    version = annexed_version(tranche.agreement, tranche.year)
    targets, rule = weighed_targets(tranche), version.to_domain().terms.rule
    lines = [each.line for each in targets]
    foreseen = foresee_aid(lines, tranche.most, rule)
    is_known = all(each.decided for each in foreseen)
    decision = decide_aid(lines, tranche.most, rule, tranche.prepaid) if is_known else None
    return YearAid(tranche, version, rule, targets, foreseen, decision)


def stored_decision(
    statement: Statement, lines: Iterable[StatementLine], rule: AidRule
) -> AidDecision | None:
    """Return the decision as it was written down, or nothing while a line is unknown."""
    decided = [decided_line(line, rule) for line in lines]
    if statement.due is None:
        return None
    tranche = statement.tranche.most
    return AidDecision(
        tuple(line for line in decided if line is not None),
        tranche,
        rule.bounded(tranche),
        statement.due,
        statement.prepaid,
    )


def decided_line(line: StatementLine, rule: AidRule) -> DecidedLine | None:
    """Return a line as it was written down, or nothing while its achievement is unknown."""
    if line.progress is None or line.paid is None:
        return None
    return DecidedLine(
        line.name,
        line.share_of_year,
        line.progress,
        line.ceiling,
        rule.verdict(line.progress),
        rule.share(line.progress),
        line.paid,
    )
