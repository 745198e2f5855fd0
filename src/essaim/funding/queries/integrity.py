"""The promises of kept statements that `essaim check` proves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Sum

from essaim.funding.domain.statement import StatementState, digest
from essaim.funding.models import Agreement, SchemeVersion, Statement, StatementLine
from essaim.platform import thread


def statement_faults() -> Iterator[str]:
    """Yield one line per fault: altered bytes, sums that do not add up, a grant exceeded."""
    decided = Statement.objects.filter(state=StatementState.DECIDED)
    for each in decided.iterator(200):
        if digest(bytes(each.frozen or b"")) != each.sha256:
            yield f"statement:{each.pk} altered_content"
        if digest(bytes(each.pdf or b"")) != each.pdf_sha256:
            yield f"statement:{each.pk} altered_pdf"
    for pk in _unsummed():
        yield f"statement:{pk} lines_do_not_add_up"
    for pk in _uncommitted():
        yield f"agreement:{pk} committed_does_not_add_up"
    for version in SchemeVersion.objects.iterator(200):
        if digest(version.source.encode()) != version.digest:
            yield f"scheme_version:{version.pk} altered"


def _unsummed() -> list[int]:
    summed = Statement.objects.annotate(paid=Sum("lines__paid_cents"))
    rows = summed.filter(due_cents__isnull=False).exclude(paid=F("due_cents"))
    return list(rows.values_list("pk", flat=True))


def _uncommitted() -> list[int]:
    decided = Statement.objects.filter(state=StatementState.DECIDED)
    sums = dict(
        decided.values_list("tranche__agreement").annotate(total=Sum("due_cents")).order_by()
    )
    agreements = Agreement.objects.values_list("pk", "committed_cents")
    return [pk for pk, committed in agreements if sums.get(pk, 0) != committed]


def unlinked_lines() -> Iterator[str]:
    """Yield the lines whose key to a target has no link of the thread, or the reverse."""
    known = StatementLine.objects.exclude(achievement="")  # an unknown result has no node yet
    keys = set(known.values_list("pk", "target_id"))
    links = {(line, result) for result, line in thread.pairs("pays", "result", "aid_line")}
    for pk, target in sorted(keys - links):
        yield f"aid_line:{pk} no link from result:{target}"
    for pk, target in sorted(links - keys):
        yield f"aid_line:{pk} link from result:{target} without line"
    rows = set(StatementLine.objects.values_list("pk", "statement_id"))
    for pk, statement in sorted(rows ^ thread.pairs("settled_by", "aid_line", "payment")):
        yield f"aid_line:{pk} and payment:{statement} disagree"
