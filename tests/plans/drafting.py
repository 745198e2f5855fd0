"""Drafts of targets and actions that tests change in one word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import Direction
from essaim.plans.domain.actions import Axis
from essaim.plans.domain.drafts import (
    ActionDraft,
    NumberMeasure,
    RubricMeasure,
    TargetDraft,
    YearDraft,
)

YEARS = (2026, 2027, 2028)
LISTENING = ("Rien d’organisé", "Une boîte", "Une enquête", "Des visites", "Des décisions communes")


def number_draft(name: str = "Part de CDI", **changes: object) -> TargetDraft:
    given: dict[str, object] = {
        "baseline": "60",
        "goals": ("70", "75", "80"),
        "direction": Direction.RISE,
        "unit": "%",
        "weight": 40,
        "axis": Axis.SOCIAL,
        "collector": "Leïla Santoni",
        "source": "registre du personnel",
        **changes,
    }
    goals = given["goals"]
    assert isinstance(goals, tuple)
    return TargetDraft(
        name,
        Axis(str(given["axis"])),
        NumberMeasure(
            Decimal(str(given["baseline"])), Direction(str(given["direction"])), str(given["unit"])
        ),
        tuple(
            YearDraft(year, Decimal(goal), int(str(given["weight"])), date(year + 1, 1, 31))
            for year, goal in zip(YEARS, goals, strict=False)
        ),
        collector=str(given["collector"]),
        source=str(given["source"]),
    )


def rubric_draft(name: str = "Écouter les usagers et leurs aidants") -> TargetDraft:
    years = tuple(YearDraft(year, None, 20, date(year + 1, 1, 31)) for year in YEARS)
    return TargetDraft(
        name,
        Axis.SOCIETAL,
        RubricMeasure(LISTENING),
        years,
        collector="Maryam Dridi",
        source="synthèse des visites",
    )


def four_drafts() -> tuple[TargetDraft, ...]:
    """Return the four targets of the rules, 40, 30, 20 and 10 hundredths of each year."""
    return (
        number_draft(),
        number_draft("Heures d’échange", baseline="0", goals=("500", "700", "900"), weight=30),
        rubric_draft(),
        number_draft(
            "Kilomètres par heure",
            baseline="3.00",
            goals=("2.00", "1.80", "1.60"),
            direction=Direction.FALL,
            unit="km",
            weight=10,
            axis=Axis.ENVIRONMENTAL,
        ),
    )


def action_draft(
    title: str = "Figer les plannings à quinze jours", **changes: object
) -> ActionDraft:
    given: dict[str, object] = {
        "axis": Axis.SOCIAL,
        "owner": "Leïla Santoni",
        "starts_on": date(2026, 2, 1),
        "ends_on": date(2026, 9, 30),
        **changes,
    }
    return ActionDraft(title, **given)  # type: ignore[arg-type]


def refusal_of(act: Callable[..., object], **arguments: object) -> DomainError:
    with pytest.raises(DomainError) as refusal:
        act(**arguments)
    return refusal.value
