"""Words of the weak never reach the strong raw: what may be released, and to whom."""

from enum import StrEnum

from essaim.diagnosis.domain.crossed_views import RoleView, Standing
from essaim.kernel.errors import DomainError


class Outcome(StrEnum):
    """What the reader outside the employer decided of a comment."""

    RELEASED = "released"
    WITHHELD = "withheld"


#: Groups large enough, or speaking as one, whose words may be quoted once read.
QUOTABLE = frozenset({Standing.SHOWN, Standing.COLLECTIVE})


def check_release(view: RoleView, *, text: str, names_nobody: bool) -> None:
    """Refuse to release words of a masked group, empty words, or words that name.

    >>> check_release(RoleView(Standing.SHOWN, 5), text="On apprend.", names_nobody=True)

    Raises:
        DomainError: ``group_too_small_to_quote``, ``nothing_to_release``, ``names_someone``.
    """
    if view.standing not in QUOTABLE:
        raise DomainError("group_too_small_to_quote")
    if not text.strip():
        raise DomainError("nothing_to_release")
    if not names_nobody:
        raise DomainError("names_someone")
