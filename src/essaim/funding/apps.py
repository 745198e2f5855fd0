from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from essaim.platform.domain.thread import NodeKind


class FundingConfig(AppConfig):
    name = "essaim.funding"

    def ready(self) -> None:
        from essaim.funding import labels, panels, queries, services
        from essaim.funding.labels.acts import ACTS
        from essaim.platform import checks, navigation, news, related, search, shipped, thread, todo
        from essaim.platform.labels import register, register_acts
        from essaim.platform.panels import register as hang

        register(labels.SENTENCES)
        register_acts(ACTS)
        navigation.register("fund", "funding:agreements")
        hang("plans.year", panels.AID)
        shipped.register(lambda by: services.load_shipped_schemes(by=by))
        todo.register(queries.tasks)
        search.register(panels.found)
        related.register(panels.related_aid)
        news.register(panels.news)
        checks.register("statements", queries.statement_faults)
        checks.register("aid-lines", queries.unlinked_lines)
        for kind in _kinds():
            thread.register(kind)
        _listen()


def _kinds() -> tuple[NodeKind, ...]:
    from essaim.funding.queries import nodes
    from essaim.platform.domain.thread import NodeKind, Stage

    return (
        NodeKind(
            "aid_line",
            Stage.AID_LINE,
            nodes.visible_line_nodes,
            nodes.line_standings,
            nodes.existing_lines,
        ),
        NodeKind(
            "payment",
            Stage.PAYMENT,
            nodes.visible_payment_nodes,
            nodes.payment_standings,
            nodes.existing_payments,
        ),
    )


def _listen() -> None:
    from essaim.funding import listeners
    from essaim.plans.events import OutcomeRecorded, ReviewReturned, ReviewSubmitted
    from essaim.platform.events import listen

    listen(OutcomeRecorded, listeners.outcome_recorded)
    listen(ReviewSubmitted, listeners.review_submitted)
    listen(ReviewReturned, listeners.review_returned)
