"""Dated reference values: a day outside every interval answers « unknown », never the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from essaim.frameworks.domain.words import Provenance, Words
from essaim.kernel.errors import DomainError
from essaim.kernel.period import Period

_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?")
Value = str | int | Mapping[str, str | int]


class Confidence(StrEnum):
    """How sure we are of a value; low is always said on screen."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """A value and the days on which it holds; numbers inside are exact texts or whole."""

    period: Period
    value: Value
    confidence: Confidence

    @property
    def parts(self) -> tuple[tuple[str, str | int], ...]:
        """The named parts of the value; none when it is a single one."""
        return tuple(self.value.items()) if isinstance(self.value, Mapping) else ()

    def number(self, name: str = "") -> Decimal:
        """Return the number of the value, or of its part *name*, in the parameter's unit.

        Raises:
            DomainError: ``not_a_number`` when it is a word or has parts.
        """
        found = self.value.get(name) if isinstance(self.value, Mapping) else self.value
        if found is None or not _NUMBER.fullmatch(str(found)):
            raise DomainError("not_a_number", name=name, value=str(found)[:40])
        return Decimal(str(found))


@dataclass(frozen=True, slots=True)
class Parameter:
    id: str
    title: Words
    unit: str
    provenance: Provenance
    values: tuple[ParameterValue, ...]
    sources: tuple[str, ...]
    note: str

    def on(self, day: date) -> ParameterValue | None:
        """Return the value that holds on *day*; ``None`` is unknown, not zero."""
        return next((each for each in self.values if day in each.period), None)


def value_on(
    parameters: Iterable[Parameter], parameter_id: str, day: date
) -> ParameterValue | None:
    """Return the value of a parameter on *day*, in its unit; ``None`` when unknown.

    Raises:
        DomainError: ``unknown_parameter``.
    """
    found = next((each for each in parameters if each.id == parameter_id), None)
    if found is None:
        raise DomainError("unknown_parameter", parameter=parameter_id[:60])
    return found.on(day)


def build_parameters(data: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """Return the parameters that checked *data* describes."""
    return tuple(
        Parameter(
            each["id"],
            Words(each["title"]["fr"], each["title"]["en"]),
            str(each.get("unit", "")),
            Provenance(each["provenance"]),
            tuple(_value(value) for value in each["values"]),
            tuple(map(str, each["sources"])),
            str(each.get("note", "")),
        )
        for each in data["params"]
    )


def _value(data: Mapping[str, Any]) -> ParameterValue:
    start, end = (
        None if data[key] is None else date.fromisoformat(str(data[key]))
        for key in ("from", "until")
    )
    return ParameterValue(Period(start, end), data["value"], Confidence(data["confidence"]))
