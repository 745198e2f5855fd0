"""What people do in a diagnosis; each function is one act of the trade, in one transaction."""

from essaim.diagnosis.services.answers import (
    keep_drafts,
    mark_rule,
    prepare_sheets,
    record_sheet,
    send_answers,
    take_place,
)
from essaim.diagnosis.services.campaigns import (
    Draft,
    choose_roles,
    close_round,
    drop_question,
    open_campaign,
    open_next_round,
    prepare_campaign,
    publish_round,
    write_question,
    write_terms,
)
from essaim.diagnosis.services.collective import (
    NO_AGREEMENT,
    TypedLevel,
    accept_collective_answer,
    note_collective_answer,
)
from essaim.diagnosis.services.links import make_link, revoke_link, set_places
from essaim.diagnosis.services.workbooks import import_lines

__all__ = [
    "NO_AGREEMENT",
    "Draft",
    "TypedLevel",
    "accept_collective_answer",
    "choose_roles",
    "close_round",
    "drop_question",
    "import_lines",
    "keep_drafts",
    "make_link",
    "mark_rule",
    "note_collective_answer",
    "open_campaign",
    "open_next_round",
    "prepare_campaign",
    "prepare_sheets",
    "publish_round",
    "record_sheet",
    "revoke_link",
    "send_answers",
    "set_places",
    "take_place",
    "write_question",
    "write_terms",
]
