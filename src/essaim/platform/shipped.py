"""What comes with Essaim as data (frameworks, schemes), kept in the base of an installation."""

from __future__ import annotations

from collections.abc import Callable

from essaim.platform.domain.viewer import HOUSE, Viewer

Installer = Callable[[Viewer], object]
_installers: list[Installer] = []


def register(installer: Installer) -> None:
    """Add what an app ships; it keeps only what is not kept yet. Called from ``ready``."""
    if installer not in _installers:
        _installers.append(installer)


def install() -> None:
    """Keep what is shipped and not kept yet; quick when there is nothing new."""
    for installer in _installers:
        installer(HOUSE)
