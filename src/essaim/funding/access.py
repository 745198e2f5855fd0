"""Who may call which route, by which method: the expectation that the matrix test proves."""

from essaim.funding.queries import DECIDERS, READERS, SIGNATORIES
from essaim.platform.domain.access import ACCOUNTS, ANYBODY, Route

_READ, _DECIDE, _SIGN = set(READERS), set(DECIDERS), set(SIGNATORIES)

ROUTES = {
    "funding:agreements": Route(get=ACCOUNTS, scoped=False),
    "funding:decisions": Route(get=_DECIDE, scoped=False),
    "funding:agreement-new": Route(get=_DECIDE, post=_DECIDE, scoped=False),
    "funding:agreement": Route(get=_READ),
    "funding:agreement-sign": Route(post=_SIGN),
    "funding:tranche-prepay": Route(post=_DECIDE),
    "funding:agreement-amend": Route(post=_DECIDE),
    "funding:statement": Route(get=_READ),
    "funding:statement-propose": Route(post=_DECIDE),
    "funding:statement-send-back": Route(post=_DECIDE),
    "funding:statement-decide": Route(post=_DECIDE),
    "funding:statement-pdf": Route(get=_READ),
    "funding:statement-csv": Route(get=_READ),
    "funding:statement-xlsx": Route(get=_READ),
    "funding:schemes": Route(get=ANYBODY, scoped=False),
    "funding:scheme": Route(get=ANYBODY, scoped=False),
    "funding:what-if": Route(get=ACCOUNTS, post=ACCOUNTS, scoped=False),
    "funding:aid-panel": Route(get=_READ),
}
