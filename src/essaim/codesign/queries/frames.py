"""The frames shipped with Essaim."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from essaim.codesign.domain.frames import Frame, read_frames


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames of the library, in the order they are offered."""
    written = files("essaim.codesign") / "library" / "frames.yaml"
    return read_frames(yaml.safe_load(written.read_text("utf-8")))
