"""Who may call which route, by which method: the expectation that the matrix test proves."""

from essaim.platform.domain.access import ACCOUNTS, ANYBODY, Route
from essaim.platform.domain.viewer import Role

_READERS = {Role.DIRECTOR, Role.BOARD_MEMBER, Role.STAFF_MEMBER, Role.ADVISER}
_READ = Route(get=_READERS)
#: Once submitted, those who fund the organisation read too.
_SHARED = Route(get=_READERS | {Role.FUNDER})
_ACT = Route(post={Role.ADVISER})
_SEE = Route(get={Role.ADVISER})
_WORK = Route(get={Role.ADVISER}, post={Role.ADVISER})
#: The token of the address is the right; who holds it has no account, or is not asked for it.
_TOKEN = Route(get=ANYBODY, scoped=False)
_TOKEN_ACT = Route(post=ANYBODY, scoped=False)

ROUTES = {
    "diagnosis:campaigns": Route(get=ACCOUNTS, scoped=False),
    "diagnosis:campaign-new": Route(get={Role.ADVISER}, post={Role.ADVISER}, scoped=False),
    "diagnosis:what-if": Route(get=ACCOUNTS, post=ACCOUNTS, scoped=False),
    "diagnosis:campaign": _READ,
    "diagnosis:terms": _WORK,
    "diagnosis:questions": _READ,
    "diagnosis:roles-choose": _ACT,
    "diagnosis:question-write": _ACT,
    "diagnosis:campaign-open": _ACT,
    "diagnosis:round-close": _ACT,
    "diagnosis:round-publish": _ACT,
    "diagnosis:round-next": _ACT,
    "diagnosis:links": _SEE,
    "diagnosis:link-make": _ACT,
    "diagnosis:link-revoke": _ACT,
    "diagnosis:link-places": _ACT,
    "diagnosis:link-poster": _SEE,
    "diagnosis:link-qr": _SEE,
    "diagnosis:sheets": _WORK,
    "diagnosis:sheets-pdf": _SEE,
    "diagnosis:typing": _WORK,
    "diagnosis:collective": _WORK,
    "diagnosis:collective-accept": _WORK,
    "diagnosis:workbook-template": _SEE,
    "diagnosis:workbook-import": _WORK,
    "diagnosis:respond": _TOKEN,
    "diagnosis:respond-start": _TOKEN_ACT,
    "diagnosis:respond-question": Route(get=ANYBODY, post=ANYBODY, scoped=False),
    "diagnosis:respond-draft": _TOKEN_ACT,
    "diagnosis:respond-thanks": _TOKEN,
    "diagnosis:crossed-views": _SHARED,
    "diagnosis:crossed-views-table": _SHARED,
    "diagnosis:release": _SEE,
    "diagnosis:word-release": _ACT,
    "diagnosis:word-withhold": _ACT,
    "diagnosis:excerpt-withdraw": _ACT,
    "diagnosis:consolidation": _SHARED,
    "diagnosis:meeting-keep": _ACT,
    "diagnosis:rating-keep": _ACT,
    "diagnosis:comparison": _SHARED,
    "diagnosis:reply": Route(get=_READERS, post={Role.ADVISER}),
    "diagnosis:reply-poster": _READ,
    "diagnosis:report": _SHARED,
    "diagnosis:report-write": _ACT,
    "diagnosis:report-sign": Route(post={Role.ADVISER, Role.DIRECTOR}),
    "diagnosis:report-submit": Route(post={Role.DIRECTOR}),
    "diagnosis:report-file": _SHARED,
}
