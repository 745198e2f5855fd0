"""How a route says who may call it; the generated matrix proves that it is so."""

from dataclasses import dataclass
from typing import Final

from essaim.platform.domain.viewer import Role

#: Someone without an account; someone with one and no role anywhere.
PUBLIC, STRANGER = "public", "stranger"
ACCOUNTS: Final = frozenset({STRANGER, *Role})
ANYBODY: Final = frozenset({PUBLIC, *ACCOUNTS})
Who = frozenset[str] | set[str] | set[Role]


@dataclass(frozen=True, slots=True)
class Route:
    """Who may read (*get*) and act (*post*); other methods are nobody's.

    A *scoped* route is about an object of one organisation: only the roles held there, or
    in the holder of an active mandate, count; for others the object does not exist. Where
    *scoped* is false, the role counts wherever it is held.
    """

    get: Who = frozenset()
    post: Who = frozenset()
    scoped: bool = True

    def allowed(self, method: str) -> Who:
        return {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method, frozenset())
