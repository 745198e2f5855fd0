"""Pages of the territory. A view reads the request, calls one query or service, renders."""

from essaim.territory.views.map import map_clusters, map_outlines, provider_map
from essaim.territory.views.providers import (
    commune_lookup,
    provider,
    provider_edit,
    providers,
    providers_csv,
    providers_xlsx,
)
from essaim.territory.views.registers import (
    register_csv,
    register_import,
    register_new,
    register_start,
    register_xlsx,
    registers,
)

__all__ = [
    "commune_lookup",
    "map_clusters",
    "map_outlines",
    "provider",
    "provider_edit",
    "provider_map",
    "providers",
    "providers_csv",
    "providers_xlsx",
    "register_csv",
    "register_import",
    "register_new",
    "register_start",
    "register_xlsx",
    "registers",
]
