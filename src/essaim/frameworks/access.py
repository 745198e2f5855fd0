"""Who may call which route: method is for everyone, values for those of the organisation."""

from essaim.frameworks.queries import FACT_READERS, FACT_WRITERS, PUBLISHERS
from essaim.platform.domain.access import ACCOUNTS, Route

_read = Route(get=ACCOUNTS, scoped=False)
_publishers, _readers, _writers = set(PUBLISHERS), set(FACT_READERS), set(FACT_WRITERS)

ROUTES = {
    "frameworks:list": _read,
    "frameworks:version": _read,
    "frameworks:differences": _read,
    "frameworks:parameters": _read,
    "frameworks:crosswalk": _read,
    "frameworks:vocabularies": _read,
    "frameworks:facts-home": _read,
    "frameworks:upload": Route(get=_publishers, post=_publishers, scoped=False),
    "frameworks:edit": Route(get=_publishers, post=_publishers, scoped=False),
    "frameworks:bridges-confirm": Route(post=_publishers, scoped=False),
    "frameworks:facts": Route(get=_readers),
    "frameworks:fact-record": Route(get=_writers, post=_writers),
    "frameworks:fact-export": Route(get=_readers),
}
