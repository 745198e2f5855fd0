"""The picture of a decision in words and bars: from the most of a year to what remains."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from essaim.funding.domain.aid import AidDecision, DecidedLine, Verdict
from essaim.funding.labels.numbers import number_text
from essaim.kernel.money import Money
from essaim.platform.pictures import FallStep

LINES = {
    Verdict.FULL: _("Ligne %(rank)s, atteinte"),
    Verdict.PARTIAL: _("Ligne %(rank)s, à %(achievement)s"),
    Verdict.BELOW_FLOOR: _("Ligne %(rank)s, sous le plancher"),
}


def fall_steps(decision: AidDecision, year: int | None = None) -> list[FallStep]:
    """Return the bars of a decision in reading order; what is lost hangs between two sums."""
    steps = [FallStep(gettext("Maximum de l’année"), decision.most, "base")]
    if decision.most != decision.tranche:
        capped = decision.most - decision.tranche
        steps = [
            FallStep(gettext("Tranche de l’année"), decision.tranche, "base"),
            FallStep(gettext("Plafond de la règle"), capped, "lost"),
            *steps,
        ]
    steps += [
        FallStep(_line(rank, line), line.paid - line.ceiling, "lost")
        for rank, line in enumerate(decision.lines, start=1)
    ]
    of_year = gettext("Aide de %(year)s") % {"year": year} if year else gettext("Aide due")
    steps.append(FallStep(of_year, decision.due, "paid"))
    return [*steps, *_settled(decision)]


def _line(rank: int, line: DecidedLine) -> str:
    facts = {"rank": rank, "achievement": number_text(line.achievement)}
    return gettext(LINES[line.verdict]) % facts


def _settled(decision: AidDecision) -> list[FallStep]:
    if decision.overpaid.cents:  # an overpayment is a sum of its own, not a bar below zero
        return [
            FallStep(gettext("Acompte déjà versé"), decision.prepaid, "base"),
            FallStep(gettext("Trop-perçu"), decision.overpaid, "left"),
        ]
    prepaid = Money(-decision.prepaid.cents)
    before = [FallStep(gettext("Acompte déjà versé"), prepaid, "prepaid")] if prepaid.cents else []
    return [*before, FallStep(gettext("Reste à verser"), decision.balance, "left")]
