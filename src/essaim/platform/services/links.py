"""Links of the thread are made in the flow of work, by the service whose act they trace."""

from essaim.platform.domain.thread import NodeRef
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Link


def link(
    *, kind: str, source: tuple[str, int], target: tuple[str, int], by: Viewer, why: str = ""
) -> Link:
    """Say that *target* answers *source*; the same link is made once."""
    row, _ = Link.objects.get_or_create(
        kind=kind,
        source_kind=source[0],
        source_id=source[1],
        target_kind=target[0],
        target_id=target[1],
        defaults={"author": str(by), "why": why[:500]},
    )
    return row


def unlink(*, kind: str, source: tuple[str, int], target: tuple[str, int]) -> None:
    """Take back a link whose structural relation is taken back in the same transaction."""
    near, far = NodeRef(*source), NodeRef(*target)
    Link.objects.filter(
        kind=kind, source_kind=near.kind, source_id=near.pk, target_kind=far.kind, target_id=far.pk
    ).delete()
