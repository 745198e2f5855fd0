"""What funding does when it hears of a lower app; one function per event."""

from essaim.funding import services
from essaim.plans.events import OutcomeRecorded, ReviewReturned, ReviewSubmitted


def outcome_recorded(event: OutcomeRecorded) -> None:
    services.draft_statements(plan_id=event.plan_id, year=event.year, by=event.by)


def review_submitted(event: ReviewSubmitted) -> None:
    services.submit_statements(plan_id=event.plan_id, year=event.year, by=event.by)


def review_returned(event: ReviewReturned) -> None:
    services.reopen_statements(plan_id=event.plan_id, year=event.year, by=event.by)
