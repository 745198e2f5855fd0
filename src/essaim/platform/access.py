"""Who may call which route, by which method: the expectation that the matrix test proves."""

from essaim.platform.domain.access import ACCOUNTS, ANYBODY, Route
from essaim.platform.domain.viewer import Role

_INSIDE = {Role.DIRECTOR, Role.BOARD_MEMBER, Role.STAFF_MEMBER}
_open = Route(get=ANYBODY, post=ANYBODY, scoped=False)
_own = Route(get=ACCOUNTS, post=ACCOUNTS, scoped=False)

ROUTES = {
    "home": Route(get=ACCOUNTS, scoped=False),
    "tasks": Route(get=ACCOUNTS, scoped=False),
    "tasks-count": Route(get=ACCOUNTS, scoped=False),
    "search": Route(get=ACCOUNTS, scoped=False),
    "appearance": Route(post=ANYBODY, scoped=False),
    "portfolio": Route(get=ACCOUNTS, scoped=False),
    "accompaniment": Route(get={Role.ADVISER}),
    "accompaniment-move": Route(post={Role.ADVISER}),
    "members": Route(get=_INSIDE),
    "role-grant": Route(post={Role.DIRECTOR}),
    "role-revoke": Route(post={Role.DIRECTOR}),
    "jobs": Route(get=ACCOUNTS, scoped=False),
    "job": Route(get={Role.ADVISER}),
    "job-progress": Route(get={Role.ADVISER}),
    "job-cancel": Route(post={Role.ADVISER}),
    "file-download": Route(get=_INSIDE | {Role.ADVISER}),
    "audit": Route(get={Role.DIRECTOR, Role.OPERATOR}, scoped=False),
    "motifs": Route(get=ANYBODY, scoped=False),
    "mail": Route(get=frozenset(), scoped=False),
    "help": Route(get=ANYBODY, scoped=False),
    "accessibility": Route(get=ANYBODY, scoped=False),
    "privacy": Route(get=ANYBODY, scoped=False),
}
