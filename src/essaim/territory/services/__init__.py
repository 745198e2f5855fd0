"""The acts on registers and providers; each is one transaction with one audit line."""

from essaim.territory.importers import Choices
from essaim.territory.services.imports import Outcome, import_register
from essaim.territory.services.providers import TYPED, ProviderFacts, record_provider
from essaim.territory.services.registers import (
    bring_register,
    check_register,
    finish_import,
    import_checked,
    reopened,
    start_import,
)

__all__ = [
    "TYPED",
    "Choices",
    "Outcome",
    "ProviderFacts",
    "bring_register",
    "check_register",
    "finish_import",
    "import_checked",
    "import_register",
    "record_provider",
    "reopened",
    "start_import",
]
