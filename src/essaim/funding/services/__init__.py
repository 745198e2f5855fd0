"""What users do with aid. Each function is one act of the trade, in one transaction."""

from essaim.funding.services.agreements import (
    amend_rule,
    prepare_agreement,
    prepay_tranche,
    sign_agreement,
)
from essaim.funding.services.schemes import load_shipped_schemes, publish_scheme
from essaim.funding.services.statements import (
    decide_statement,
    draft_statements,
    propose_statement,
    reopen_statements,
    send_back_statement,
    submit_statements,
)

__all__ = [
    "amend_rule",
    "decide_statement",
    "draft_statements",
    "load_shipped_schemes",
    "prepare_agreement",
    "prepay_tranche",
    "propose_statement",
    "publish_scheme",
    "reopen_statements",
    "send_back_statement",
    "sign_agreement",
    "submit_statements",
]
