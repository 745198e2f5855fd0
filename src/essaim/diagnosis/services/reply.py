"""Those who answered are answered: what was heard, what will be done, on what day."""

from __future__ import annotations

from django.db import transaction

from essaim.diagnosis import queries
from essaim.diagnosis.models import Reply
from essaim.diagnosis.services.consolidation import clean_text, settle_round
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line


@transaction.atomic
def say_reply(*, round_id: int, heard: str, done: str, by: Viewer) -> Reply:
    """Answer the respondents of a closed round; what was said stays, a later reply follows it.

    Raises:
        DomainError: ``round_not_published``, ``reply_without_words``, ``text_too_long``.
    """
    current = queries.carried_rounds(by).select_for_update(of=("self",)).get(pk=round_id)
    if current.published_on is None:
        raise DomainError("round_not_published")
    heard, done = clean_text(heard), clean_text(done)
    if not heard or not done:
        raise DomainError("reply_without_words")
    reply = Reply.objects.create(campaign_round=current, heard=heard, done=done)
    settle_round(current)
    keep_audit_line(reply, act="say_reply", by=by, organisation_id=current.campaign.organisation_id)
    return reply
