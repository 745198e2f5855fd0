"""Who may call which route of a session; the matrix test proves it."""

from essaim.codesign.queries.scope import FACILITATORS, READERS
from essaim.platform.domain.access import ACCOUNTS, ANYBODY, Route

_READ = Route(get=set(READERS))
_SEE = Route(get=set(FACILITATORS))
_ACT = Route(post=set(FACILITATORS))
#: The code or the secret in the address is the right.
_CODE = Route(get=ANYBODY, scoped=False)
_CODE_ACT = Route(post=ANYBODY, scoped=False)

ROUTES = {
    "codesign:sessions": Route(get=ACCOUNTS, scoped=False),
    "codesign:session-new": Route(get=set(FACILITATORS), post=set(FACILITATORS), scoped=False),
    "codesign:session": _READ,
    "codesign:console": _SEE,
    "codesign:board": _SEE,
    "codesign:screen": _SEE,
    "codesign:screen-part": _SEE,
    "codesign:session-qr": _SEE,
    "codesign:session-start": _ACT,
    "codesign:step-go": _ACT,
    "codesign:step-extend": _ACT,
    "codesign:session-pause": _ACT,
    "codesign:session-close": _ACT,
    "codesign:notes-act": _ACT,
    "codesign:notes-group": _ACT,
    "codesign:idea-name": _ACT,
    "codesign:act-undo": _ACT,
    "codesign:idea-decide": _ACT,
    "codesign:room-code": _CODE,
    "codesign:room": _CODE,
    "codesign:room-part": _CODE,
    "codesign:room-stream": _CODE,
    "codesign:own-notes": _CODE,
    "codesign:room-join": _CODE_ACT,
    "codesign:room-note": _CODE_ACT,
    "codesign:room-take-back": _CODE_ACT,
    "codesign:room-vote": _CODE_ACT,
}
