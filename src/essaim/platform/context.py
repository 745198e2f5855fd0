"""What the shell of every page needs: who reads, where they may go, which appearance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from essaim.platform import labels, navigation
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.http import viewer_of
from essaim.platform.models import Membership, Organisation
from essaim.platform.queries import memberships_of

#: The three rubrics of the phone's bar, beside « Accueil » and « Plus », by main role.
BARS: Final[dict[str, tuple[str, ...]]] = {
    Role.FUNDER: ("fund", "plan", "observe"),
    Role.RESEARCHER: ("diagnose", "plan", "observe"),
    Role.OPERATOR: ("observe", "diagnose", "plan"),
}
USUAL_BAR: Final = ("diagnose", "plan", "fund")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the rail."""

    entry: navigation.Entry
    is_current: bool
    is_in_bar: bool


@dataclass
class Shell:
    """Read once per page, and only what the page shows."""

    request: HttpRequest

    @cached_property
    def viewer(self) -> Viewer:
        return viewer_of(self.request)

    @cached_property
    def memberships(self) -> list[Membership]:
        return list(memberships_of(self.viewer).select_related("organisation"))

    @cached_property
    def roles(self) -> set[str]:
        return {membership.role for membership in self.memberships}

    @property
    def main_role(self) -> str:
        """Return the role whose page comes first."""
        return next((role for role in Role if role in self.roles), "")

    @property
    def role_name(self) -> str:
        return str(labels.ROLES.get(self.main_role, ""))

    @property
    def organisation_name(self) -> str:
        rows = [each for each in self.memberships if each.role == self.main_role]
        return rows[0].organisation.name if rows else ""

    @property
    def houses(self) -> list[Organisation]:
        """Return the organisations whose members the reader may see, each once."""
        return list({each.organisation_id: each.organisation for each in self.memberships}.values())

    @property
    def reads_log(self) -> bool:
        return bool(self.roles & {Role.DIRECTOR, Role.OPERATOR})

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Return the rail, the line where the reader is, and what the phone's bar keeps of it."""
        entries = navigation.entries(self.roles)
        path = self.request.path
        here = max((e.url for e in entries if path.startswith(e.url)), key=len, default="")
        first = {entry.rubric: entry.url for entry in reversed(entries)}
        bar = [first.get(rubric) for rubric in BARS.get(self.main_role, USUAL_BAR)]
        return tuple(Line(each, each.url == here, each.url in bar) for each in entries)

    @property
    def theme(self) -> str:
        """Return the look of the account, else of the cookie; "auto" follows the device."""
        user = self.request.user
        chosen = user.theme if user.is_authenticated else self.request.COOKIES.get("theme", "auto")
        return chosen if chosen in {"light", "dark"} else "auto"

    @property
    def is_demo(self) -> bool:
        return bool(settings.ESSAIM_DEMO)


def shell(request: HttpRequest) -> dict[str, object]:
    return {"shell": Shell(request)}
