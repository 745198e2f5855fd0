"""Who may call which route of the territory; the matrix test proves it."""

from essaim.platform.domain.access import ACCOUNTS, Route
from essaim.platform.domain.viewer import Role

_WRITERS = {Role.DIRECTOR, Role.ADVISER}
_IMPORTERS = {Role.ADVISER}
_READERS = set(Role) - {Role.OPERATOR}
_list = Route(get=ACCOUNTS, scoped=False)

ROUTES = {
    "territory:providers": _list,
    "territory:providers-csv": _list,
    "territory:providers-xlsx": _list,
    "territory:provider": Route(get=_READERS),
    "territory:provider-edit": Route(get=_WRITERS, post=_WRITERS),
    "territory:map": _list,
    "territory:map-clusters": _list,
    "territory:map-outlines": _list,
    "territory:commune-lookup": _list,
    "territory:registers": Route(get=_IMPORTERS, scoped=False),
    "territory:register-new": Route(get=_IMPORTERS, post=_IMPORTERS, scoped=False),
    "territory:register-import": Route(get=_IMPORTERS, post=_IMPORTERS),
    "territory:register-start": Route(post=_IMPORTERS),
    "territory:register-csv": Route(get=_IMPORTERS),
    "territory:register-xlsx": Route(get=_IMPORTERS),
}
