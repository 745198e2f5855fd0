"""Pages of aid: read, call, render."""

from essaim.funding.views.agreements import (
    agreement,
    agreement_amend,
    agreement_new,
    agreement_sign,
    agreements,
    decisions,
    tranche_prepay,
)
from essaim.funding.views.schemes import scheme, schemes
from essaim.funding.views.statements import (
    aid_panel,
    statement,
    statement_csv,
    statement_decide,
    statement_print,
    statement_propose,
    statement_send_back,
    statement_xlsx,
)
from essaim.funding.views.what_if import what_if

__all__ = [
    "agreement",
    "agreement_amend",
    "agreement_new",
    "agreement_sign",
    "agreements",
    "aid_panel",
    "decisions",
    "scheme",
    "schemes",
    "statement",
    "statement_csv",
    "statement_decide",
    "statement_print",
    "statement_propose",
    "statement_send_back",
    "statement_xlsx",
    "tranche_prepay",
    "what_if",
]
