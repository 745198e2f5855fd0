"""The promises of the data that `essaim check` proves; each app registers its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Check = Callable[[], Iterable[str]]
_integrity: dict[str, Check] = {}
_privacy: dict[str, Check] = {}


def register(name: str, check: Check, *, privacy: bool = False) -> None:
    """Add a check; it returns one line per fault. Called once, from ``AppConfig.ready``."""
    (_privacy if privacy else _integrity)[name] = check


def faults(*, privacy: bool = False) -> dict[str, list[str]]:
    """Return the faults of each check, by its name."""
    chosen = _privacy if privacy else _integrity
    return {name: list(check()) for name, check in chosen.items()}
