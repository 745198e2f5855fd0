"""Frames: steps with their timings, ready to run; content as data, read from the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from essaim.codesign.domain.steps import Step, StepKind, VoteMethod, check_steps


@dataclass(frozen=True, slots=True)
class Frame:
    """A named list of steps, in the languages of the house."""

    id: str
    title: Mapping[str, str]
    about: Mapping[str, str]
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


def read_frames(content: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Frame, ...]:
    """Return the frames of a library file.

    Raises:
        DomainError: what :func:`check_steps` refuses.
    """
    frames = tuple(
        Frame(each["id"], each["title"], each["about"], tuple(map(_step, each["steps"])))
        for each in content["frames"]
    )
    for frame in frames:
        check_steps(frame.steps)
    return frames


def _step(written: Mapping[str, Any]) -> Step:
    method = VoteMethod(written["method"]) if "method" in written else None
    return Step(StepKind(written["kind"]), written["minutes"], method, written.get("dots", 0))
