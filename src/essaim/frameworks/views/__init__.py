"""Read, call, render: the library, the versions, the values entered once."""

from essaim.frameworks.views.reading import differences, edit, version
from essaim.frameworks.views.shelves import (
    bridges_confirm,
    crosswalk,
    parameters,
    upload,
    versions,
    vocabularies,
)
from essaim.frameworks.views.values import fact_export, fact_record, facts, facts_home

__all__ = [
    "bridges_confirm",
    "crosswalk",
    "differences",
    "edit",
    "fact_export",
    "fact_record",
    "facts",
    "facts_home",
    "parameters",
    "upload",
    "version",
    "versions",
    "vocabularies",
]
