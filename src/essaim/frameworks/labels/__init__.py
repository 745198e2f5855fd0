"""French words of frameworks: what went wrong in a file, what changed, what codes mean."""

from essaim.frameworks.labels.changes import (
    CHANGE_TONES,
    CHANGES,
    explain_change,
    place_of,
    value_words,
)
from essaim.frameworks.labels.faults import FAULTS, explain_cause, explain_fault
from essaim.frameworks.labels.sentences import SENTENCES
from essaim.frameworks.labels.words import (
    CARRIED,
    CONFIDENCE_TONES,
    CONFIDENCES,
    DOCUMENTS,
    FACTS_TITLE,
    FAMILIES,
    KINDS,
    LANGUAGES,
    LIST_TITLE,
    LISTS,
    NOT_APPLICABLES,
    REPORTS,
    SHORT_NAMES,
    STATUS_TONES,
    STATUSES,
    STRENGTHS,
    role_name,
)

__all__ = [
    "CARRIED",
    "CHANGES",
    "CHANGE_TONES",
    "CONFIDENCES",
    "CONFIDENCE_TONES",
    "DOCUMENTS",
    "FACTS_TITLE",
    "FAMILIES",
    "FAULTS",
    "KINDS",
    "LANGUAGES",
    "LISTS",
    "LIST_TITLE",
    "NOT_APPLICABLES",
    "REPORTS",
    "SENTENCES",
    "SHORT_NAMES",
    "STATUSES",
    "STATUS_TONES",
    "STRENGTHS",
    "explain_cause",
    "explain_change",
    "explain_fault",
    "place_of",
    "role_name",
    "value_words",
]
