"""Aid going out as data: what the command line prints."""

from typing import Any

from essaim.funding.domain.aid import AidDecision, AidRule
from essaim.funding.labels import explain_decision, explain_line


def decision_as_data(decision: AidDecision, rule: AidRule) -> dict[str, Any]:
    """Return a decision as JSON carries it: amounts and shares as exact strings."""
    return {
        "lines": [
            {
                "name": line.name,
                "ceiling": line.ceiling.plain(),
                "achievement": str(line.achievement),
                "paid": line.paid.plain(),
                "why": explain_line(line, decision.most, rule),
            }
            for line in decision.lines
        ],
        "due": decision.due.plain(),
        "balance": decision.balance.plain(),
        "overpaid": decision.overpaid.plain(),
        "text": explain_decision(decision, rule),
    }
