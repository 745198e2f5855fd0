"""The shipped frameworks, read once, as fresh copies that a test may spoil."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import essaim.frameworks
from essaim.frameworks.domain.building import build
from essaim.frameworks.domain.framework import Framework
from essaim.platform.files.yaml import read_yaml

LIBRARY = Path(essaim.frameworks.__file__).parent / "library"


@cache
def _read(path: Path) -> Any:
    return read_yaml(path.read_text(encoding="utf-8"))[0]


def data_of(name: str) -> Any:
    """Return a fresh copy of the data of a shipped file."""
    return deepcopy(_read(LIBRARY / f"{name}.yaml"))


def framework_of(name: str) -> Framework:
    return build(_read(LIBRARY / f"{name}.yaml"))


def roles() -> frozenset[str]:
    return frozenset(each["id"] for each in data_of("vocabularies")["lists"]["stakeholder_roles"])
