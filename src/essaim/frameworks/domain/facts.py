"""One answer, many funders: a value entered once fills every framework its bridges reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from essaim.frameworks.domain.crosswalk import Crosswalk, Informed, Strength
from essaim.frameworks.domain.framework import Criterion, Framework
from essaim.frameworks.domain.words import Provenance, Words
from essaim.kernel.errors import DomainError
from essaim.kernel.period import Period, check_day

#: Beyond this a value is a typing error; decimals beyond this are noise.
MOST_VALUE: Final = Decimal(10**12)
MOST_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: *home* is where it is entered, *serves* where its value may go.

    *datapoints* names the value in the files of a place that has codes for it.
    """

    id: str
    title: Words
    unit: Words
    definition: Words
    provenance: Provenance
    source: str
    home: str
    serves: tuple[str, ...]
    datapoints: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """The value of an indicator for one year, or why it is not available; entered once."""

    indicator: Indicator
    year: int
    value: Decimal | None = None
    unavailable: str = ""
    evidence: str = ""
    effective_on: date | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (not self.unavailable.strip()):
            raise DomainError("value_or_reason", indicator=self.indicator.id)
        if self.value is not None:
            _check_value(self.value, self.indicator.id)
        year = Period.year(self.year)
        if self.effective_on and check_day(self.effective_on) not in year:
            raise DomainError(
                "fact_outside_year", effective=self.effective_on, start=year.start, end=year.end
            )


class Carried(StrEnum):
    """How a row of an export was filled."""

    ENTERED = "entered"
    SAME_FACT = "same_fact"
    PARTIAL = "partial"
    EVIDENCE = "evidence"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the export of a framework: a criterion and what reached it."""

    criterion: Criterion
    carried: Carried
    fact: Fact | None = None
    origin: str = ""
    datapoint: str = ""
    to_confirm: bool = False

    @property
    def value(self) -> Decimal | None:
        """A document only brings no value."""
        return None if self.fact is None or self.carried is Carried.EVIDENCE else self.fact.value


def fill(framework: Framework, crosswalk: Crosswalk, facts: Sequence[Fact]) -> tuple[Row, ...]:
    """Return the rows of *framework* that *facts* fill, criterion by criterion.

    A criterion that nothing reaches keeps one empty row: what is missing is said. Values go
    only where the indicator serves; a document goes wherever a bridge of evidence leads.
    """
    informed = {
        home: {each.place: each for each in crosswalk.informs(home)}
        for home in {fact.indicator.home for fact in facts}
    }
    rows: list[Row] = []
    for criterion in framework.criteria:
        place = f"{framework.id}/{criterion.id}"
        reached = [
            row
            for fact in facts
            if (row := _reached(criterion, place, fact, informed[fact.indicator.home]))
        ]
        rows += reached or [Row(criterion, Carried.NOTHING)]
    return tuple(rows)


def _reached(
    criterion: Criterion, place: str, fact: Fact, informed: Mapping[str, Informed]
) -> Row | None:
    indicator, through = fact.indicator, informed.get(place)
    point = indicator.datapoints.get(place, "")
    if indicator.home == place:
        return Row(criterion, Carried.ENTERED, fact, place, point)
    if through is None:
        return None
    is_document = through.strength is Strength.EVIDENCE
    if not (fact.evidence if is_document else place in indicator.serves):
        return None
    carried = Carried(through.strength)
    return Row(criterion, carried, fact, indicator.home, point, through.to_confirm)


def build_indicators(data: Mapping[str, Any]) -> tuple[Indicator, ...]:
    """Return the indicators that checked *data* describes."""
    return tuple(
        Indicator(
            each["id"],
            _words(each["title"]),
            _words(each["unit"]),
            _words(each["definition"]),
            Provenance(each["provenance"]),
            each.get("source", ""),
            each["home"],
            tuple(each["serves"]),
            dict(each.get("datapoints", {})),
        )
        for each in data["indicators"]
    )


def _words(data: Mapping[str, str]) -> Words:
    return Words(data["fr"], data["en"])


def _check_value(value: Decimal, indicator: str) -> None:
    if not value.is_finite() or abs(value) > MOST_VALUE:
        raise DomainError("value_out_of_range", indicator=indicator)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        raise DomainError("too_many_decimals", indicator=indicator, most=MOST_DECIMALS)
