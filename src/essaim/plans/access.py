"""Who may call which route, by which method: the expectation that the matrix test proves."""

from essaim.plans.queries.scope import INSIDERS, PROVERS, READERS, REVIEWERS, SIGNATORIES, WRITERS
from essaim.platform.domain.access import ACCOUNTS, Route

_INSIDE, _READ, _WRITE = set(INSIDERS), set(READERS), set(WRITERS)

ROUTES = {
    "plans:plans": Route(get=ACCOUNTS, scoped=False),
    "plans:plan-new": Route(get=_WRITE, post=_WRITE),
    "plans:plan": Route(get=_READ),
    "plans:plan-title": Route(get=_WRITE, post=_WRITE),
    "plans:plan-propose": Route(post=_WRITE),
    "plans:plan-send-back": Route(post={*WRITERS, *SIGNATORIES}),
    "plans:plan-sign": Route(post=set(SIGNATORIES)),
    "plans:plan-csv": Route(get=_READ),
    "plans:plan-xlsx": Route(get=_READ),
    "plans:objectives": Route(get=_INSIDE),
    "plans:objectives-take": Route(post=_WRITE),
    "plans:objective-keep": Route(post=_WRITE),
    "plans:objective-set-aside": Route(post=_WRITE),
    "plans:objective-reopen": Route(post=_WRITE),
    "plans:target-new": Route(get=_WRITE, post=_WRITE),
    "plans:target-edit": Route(get=_WRITE, post=_WRITE),
    "plans:target-drop": Route(post=_WRITE),
    "plans:action-new": Route(get=_WRITE, post=_WRITE),
    "plans:action": Route(get=_READ),
    "plans:action-edit": Route(get=_WRITE, post=_WRITE),
    "plans:action-carry": Route(post=_WRITE),
    "plans:condition-add": Route(post=_WRITE),
    "plans:condition-meet": Route(post=_WRITE),
    "plans:year-review": Route(get=_READ),
    "plans:outcome-record": Route(post=_WRITE),
    "plans:evidence-add": Route(post=set(PROVERS)),
    "plans:evidence-file": Route(get=_READ),
    "plans:evidence-withdraw": Route(post=set(PROVERS)),
    "plans:review-submit": Route(post=_WRITE),
    "plans:review-return": Route(post=set(REVIEWERS)),
    "plans:review-csv": Route(get=_READ),
    "plans:review-xlsx": Route(get=_READ),
}
