"""How an amount was obtained, said to the word, in the order in which it was computed."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from essaim.funding.domain.aid import AidDecision, AidRule, DecidedLine, Shape, Verdict
from essaim.funding.labels.numbers import number_text, weight_text
from essaim.kernel.money import Money

CEILING = _("%(weight)s de %(most)s : plafond %(ceiling)s.")
CEILING_ROUNDED = _(
    "%(weight)s de %(most)s : plafond %(ceiling)s, au centime près (les centimes restants vont "
    "aux plus grands restes)."
)
FULL = _("Atteinte %(achievement)s : à partir de %(full)s, tout est payé, soit %(paid)s.")
BELOW = _("Atteinte %(achievement)s, sous le plancher %(floor)s : la ligne paie %(paid)s.")
PARTIAL = {
    Shape.RATIO: _(
        "Atteinte %(achievement)s, plancher %(floor)s, plein à %(full)s : payé en proportion de "
        "l’atteinte, %(share)s du plafond, soit %(paid)s."
    ),
    Shape.RAMP: _(
        "Atteinte %(achievement)s : payé selon le chemin fait du plancher %(floor)s au plein "
        "%(full)s, %(share)s du plafond, soit %(paid)s."
    ),
    Shape.STEPS: _(
        "Atteinte %(achievement)s, plancher %(floor)s : payé par paliers, %(share)s du plafond, "
        "soit %(paid)s."
    ),
}
RULES = {
    Shape.RATIO: _("proportion de l’atteinte, plancher %(floor)s, plein à %(full)s"),
    Shape.RAMP: _("rampe du plancher %(floor)s au plein %(full)s"),
    Shape.STEPS: _("paliers %(steps)s, plancher %(floor)s, plein à %(full)s"),
}
STEP = _("%(share)s du plafond à partir de %(threshold)s")
CAP = _("tranche ramenée à %(cap)s au plus")
CAPPED = _("Tranche de l’année : %(tranche)s, ramenée à %(most)s par le plafond de la règle.")
TRANCHE = _("Maximum de l’année : %(most)s.")
PREPAID = _("Déjà versé en acompte : %(prepaid)s.")
BALANCE = _("Reste à verser : %(balance)s.")
OVERPAID = _(
    "Trop-perçu : %(overpaid)s, à déduire de la tranche suivante ou à rendre au financeur."
)


def explain_line(line: DecidedLine, most: Money, rule: AidRule) -> str:
    """Say how the amount of a line was obtained: ceiling, achievement, rule, paid."""
    is_exact = most.cents * line.weight == line.ceiling.cents
    facts = {
        "weight": weight_text(line.weight),
        "most": most,
        "ceiling": line.ceiling,
        "achievement": number_text(line.achievement),
        "floor": number_text(rule.floor),
        "full": number_text(rule.full),
        "share": number_text(line.share),
        "paid": line.paid,
    }
    verdict = {Verdict.FULL: FULL, Verdict.BELOW_FLOOR: BELOW}.get(line.verdict)
    how = PARTIAL[rule.shape] if verdict is None else verdict
    ceiling = CEILING if is_exact else CEILING_ROUNDED
    return f"{gettext(ceiling) % facts} {gettext(how) % facts}"


def rule_text(rule: AidRule) -> str:
    """Say a rule in a few words, as a statement cites it."""
    steps = (
        gettext(STEP) % {"share": number_text(step.share), "threshold": number_text(step.threshold)}
        for step in rule.steps
    )
    facts = {
        "floor": number_text(rule.floor),
        "full": number_text(rule.full),
        "steps": f"({', '.join(steps)})",
    }
    words = gettext(RULES[rule.shape]) % facts
    return words if rule.cap is None else f"{words}, {gettext(CAP) % {'cap': rule.cap}}"


def explain_decision(decision: AidDecision, rule: AidRule) -> str:
    """Say the whole decision, one sentence a line, as it stands on the statement."""
    is_capped = decision.most != decision.tranche
    facts = {"tranche": decision.tranche, "most": decision.most, "prepaid": decision.prepaid}
    said = [gettext(CAPPED if is_capped else TRANCHE) % facts]
    said.append(gettext("Règle : %(rule)s.") % {"rule": rule_text(rule)})
    for rank, line in enumerate(decision.lines, start=1):
        said.append(f"{rank}. {line.name}. {explain_line(line, decision.most, rule)}")
    count = len(decision.lines)
    due = ngettext(
        "Aide due : %(due)s, le montant de la ligne.",
        "Aide due : %(due)s, somme des %(count)s lignes.",
        count,
    )
    said.append(due % {"due": decision.due, "count": count})
    return "\n".join([*said, *_settlement(decision)])


def _settlement(decision: AidDecision) -> list[str]:
    said = [gettext(PREPAID) % {"prepaid": decision.prepaid}] if decision.prepaid.cents else []
    if decision.overpaid.cents:
        return [*said, gettext(OVERPAID) % {"overpaid": decision.overpaid}]
    return [*said, gettext(BALANCE) % {"balance": decision.balance}]
