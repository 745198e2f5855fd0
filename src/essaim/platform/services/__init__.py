"""The acts on accounts, tenants, mandates, links and jobs; each is one transaction."""

from essaim.platform.services.accompaniments import move_accompaniment, open_accompaniment
from essaim.platform.services.accounts import (
    choose_appearance,
    found_organisation,
    give_mandate,
    grant_role,
    invite_member,
    open_account,
    revoke_role,
)
from essaim.platform.services.audit import keep_audit_line
from essaim.platform.services.files import store_file, stored_intake
from essaim.platform.services.founding import found_organisations
from essaim.platform.services.jobs import cancel_job, start_job
from essaim.platform.services.links import link, unlink

__all__ = [
    "cancel_job",
    "choose_appearance",
    "found_organisation",
    "found_organisations",
    "give_mandate",
    "grant_role",
    "invite_member",
    "keep_audit_line",
    "link",
    "move_accompaniment",
    "open_accompaniment",
    "open_account",
    "revoke_role",
    "start_job",
    "store_file",
    "stored_intake",
    "unlink",
]
