"""The walk of an accompaniment from one step to the next."""

from datetime import date

from django.db import transaction

from essaim.kernel.errors import DomainError
from essaim.platform import queries
from essaim.platform.domain.accompaniment import Step, check_move
from essaim.platform.domain.viewer import MandateKind, Role, Viewer
from essaim.platform.models import Accompaniment
from essaim.platform.services.accounts import give_mandate
from essaim.platform.services.audit import keep_audit_line


@transaction.atomic
def open_accompaniment(
    *,
    agency_id: int,
    organisation_id: int,
    by: Viewer,
    adviser_id: int | None = None,
    due_on: date | None = None,
) -> Accompaniment:
    """Take an organisation in at reception; already taken in, its file is returned as it is."""
    if not queries.own_organisations(by, Role.ADVISER).filter(pk=agency_id).exists():
        raise DomainError("not_allowed")
    mandate = give_mandate(
        holder_id=agency_id, organisation_id=organisation_id, kind=MandateKind.ACCOMPANY, by=by
    )
    row, is_new = Accompaniment.objects.get_or_create(
        mandate=mandate, defaults={"adviser_id": adviser_id or by.account_id, "due_on": due_on}
    )
    if is_new:
        keep_audit_line(row, act="open_accompaniment", by=by, organisation_id=organisation_id)
    return row


@transaction.atomic
def move_accompaniment(
    *,
    accompaniment_id: int,
    to: Step,
    by: Viewer,
    due_on: date | None = None,
    opinion: str = "",
    reason: str = "",
) -> Accompaniment:
    """Go to the next step, or out; what the trade asks at that move is checked."""
    row = (
        queries.visible_accompaniments(by).select_for_update(of=("self",)).get(pk=accompaniment_id)
    )
    check_move(Step(row.step), to, opinion=opinion, reason=reason)
    row.step, row.due_on = to, due_on
    row.opinion, row.reason = opinion or row.opinion, reason or row.reason
    row.save(update_fields=["step", "due_on", "opinion", "reason"])
    keep_audit_line(row, act=f"move_to_{to}", by=by, organisation_id=row.mandate.organisation_id)
    return row
