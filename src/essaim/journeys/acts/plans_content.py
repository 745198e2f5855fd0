"""What the plan of L’Amandier says: invented, with the exact figures of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from essaim.plans.domain.achievement import Direction
from essaim.plans.domain.actions import ActionState, Axis
from essaim.plans.domain.drafts import (
    CriterionRef,
    NumberMeasure,
    RubricMeasure,
    TargetDraft,
    YearDraft,
)

CEDRE = "urn:essaim:framework:cedre21:2026.1"
YEARS = (2026, 2027, 2028)
LISTENING = (
    "Rien n’est organisé",
    "Une boîte à idées, sans retour",
    "Une enquête par an, résultats affichés",
    "Des visites chez les usagers, synthèse rendue aux équipes",
    "Usagers et aidants décident avec nous d’une amélioration par an",
)
#: What the consolidation meeting decided and why; a plan takes it from the diagnosis itself
#: where one is signed.
#: What the plan leaves aside of the diagnosis, and why; a refusal is an answer.
ASIDE = {
    "c13": "une action suffit, sans objectif chiffré avant 2028",
    "c02": "l’accueil en apprentissage reprendra quand deux tutrices seront formées",
    "c08": "la comptabilité analytique vient avec le nouveau logiciel, en 2028",
}
LATER = "gardé pour le plan suivant : trois ans, cinq objectifs tenus plutôt que quinze promis"


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of the demonstration: how it is written, and what the first year found."""

    draft: TargetDraft
    seen: str
    piece: str
    effective_on: date
    column: str = ""


def _quantity(
    name: str,
    axis: Axis,
    measure: NumberMeasure,
    goals: tuple[str, str, str],
    *,
    weight: int,
    collector: str,
    source: str,
    criterion: str,
    fact: str = "",
) -> TargetDraft:
    years = tuple(
        YearDraft(year, Decimal(goal), weight, date(year + 1, 1, 31))
        for year, goal in zip(YEARS, goals, strict=True)
    )
    return TargetDraft(
        name, axis, measure, years, collector, source, fact, (CriterionRef(CEDRE, criterion),)
    )


def _rubric() -> TargetDraft:
    return TargetDraft(
        "Écouter les usagers et leurs aidants",
        Axis.SOCIETAL,
        RubricMeasure(LISTENING),
        tuple(YearDraft(year, None, 20, date(year + 1, 1, 31)) for year in YEARS),
        "Maryam Dridi",
        "synthèse des visites",
        criteria=(CriterionRef(CEDRE, "c16"),),
    )


AIMS = (
    Aim(
        _quantity(
            "Part d’intervenantes en CDI à temps choisi",
            Axis.SOCIAL,
            NumberMeasure(Decimal(60), Direction.RISE, "%"),
            ("70", "75", "80"),
            weight=40,
            collector="Leïla Santoni, responsable de secteur",
            source="registre du personnel",
            criterion="c01",
        ),
        "71",
        "registre du personnel",
        date(2026, 12, 31),
        "part en CDI à temps choisi",
    ),
    Aim(
        _quantity(
            "Heures payées pour échanger entre collègues",
            Axis.SOCIAL,
            NumberMeasure(Decimal(0), Direction.RISE, "h"),
            ("500", "700", "900"),
            weight=30,
            collector="Leïla Santoni, responsable de secteur",
            source="relevé des heures",
            criterion="c06",
        ),
        "300",
        "relevé des heures",
        date(2026, 12, 31),
        "heures d’échange payées",
    ),
    Aim(_rubric(), "3", "synthèse des visites", date(2026, 12, 4)),
    Aim(
        _quantity(
            "Kilomètres par heure d’intervention",
            Axis.ENVIRONMENTAL,
            NumberMeasure(Decimal("3.00"), Direction.FALL, "km"),
            ("2.00", "1.80", "1.60"),
            weight=10,
            collector="Solène Garrec, directrice",
            source="carnets de route",
            criterion="c19",
        ),
        "2.51",
        "carnets de route, sans décembre",
        date(2026, 11, 30),
        "km par heure d’intervention",
    ),
    Aim(
        _quantity(
            "Taux d’accidents du travail",
            Axis.SOCIAL,
            NumberMeasure(Decimal(32), Direction.FALL, "pour 200 000 h"),
            ("28", "24", "20"),
            weight=0,
            collector="Solène Garrec, directrice",
            source="registre des accidents, heures de paie",
            criterion="c04",
            fact="accident_rate",
        ),
        "28.8",
        "registre des accidents",
        date(2026, 12, 31),
        "accidents pour 200 000 heures",
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """An action of the demonstration; *aims* are the numbers of the targets that measure it."""

    title: str
    axis: Axis
    owner: str
    starts_on: date
    ends_on: date
    euros: str
    aims: tuple[int, ...]
    state: ActionState = ActionState.PLANNED
    blocked_by: str = ""
    unlocked_by: str = ""
    met_on: date | None = None
    reason: str = ""


_SECTOR, _HEAD = "Leïla Santoni, responsable de secteur", "Solène Garrec, directrice"
_STAFF, _BOARD = "Maryam Dridi, intervenante", "Hélène Aubry, présidente"
STEPS = (
    Step(
        "Horaires choisis : trois créneaux par intervenante, figés à quinze jours",
        Axis.SOCIAL,
        _SECTOR,
        date(2026, 2, 1),
        date(2026, 9, 30),
        "6500.00",
        (0,),
        ActionState.DONE,
        "plannings refaits chaque soir",
        "logiciel de planning choisi avec les équipes",
        date(2026, 3, 15),
    ),
    Step(
        "Proposer un CDI aux intervenantes en contrat court",
        Axis.SOCIAL,
        _HEAD,
        date(2026, 4, 1),
        date(2028, 6, 30),
        "18000.00",
        (0,),
        ActionState.RUNNING,
    ),
    Step(
        "Une heure payée par quinzaine pour échanger entre collègues",
        Axis.SOCIAL,
        _SECTOR,
        date(2026, 3, 1),
        date(2028, 12, 31),
        "21600.00",
        (1,),
        ActionState.RUNNING,
    ),
    Step(
        "Deux salles de repos dans les communes éloignées",
        Axis.SOCIAL,
        _HEAD,
        date(2026, 10, 1),
        date(2027, 6, 30),
        "9800.00",
        (1,),
        blocked_by="aucun local accessible à Sauveterre",
        unlocked_by="convention de prêt avec la commune",
    ),
    Step(
        "Former aux gestes de transfert, matériel compris",
        Axis.SOCIAL,
        _SECTOR,
        date(2026, 5, 1),
        date(2026, 12, 31),
        "7200.00",
        (4,),
        ActionState.DONE,
    ),
    Step(
        "Visites chez les usagers et leurs aidants, deux fois par an",
        Axis.SOCIETAL,
        _STAFF,
        date(2026, 4, 1),
        date(2028, 12, 31),
        "4300.00",
        (2,),
        ActionState.RUNNING,
    ),
    Step(
        "Un siège d’usager et un siège d’aidante au conseil",
        Axis.SOCIETAL,
        _BOARD,
        date(2027, 1, 1),
        date(2027, 6, 30),
        "0.00",
        (2,),
        blocked_by="statuts à deux collèges",
        unlocked_by="vote de l’assemblée générale",
    ),
    Step(
        "Prolonger l’astreinte partagée avec deux services voisins",
        Axis.SOCIETAL,
        _HEAD,
        date(2026, 7, 1),
        date(2028, 12, 31),
        "12000.00",
        (),
        ActionState.RUNNING,
        "horaires différents des trois services",
        "charte commune signée",
        date(2026, 6, 20),
    ),
    Step(
        "Tracer les tournées par commune, avec les intervenantes",
        Axis.ENVIRONMENTAL,
        _SECTOR,
        date(2026, 6, 1),
        date(2027, 3, 31),
        "5400.00",
        (3,),
        ActionState.RUNNING,
    ),
    Step(
        "Six vélos électriques pour les tournées de bourg",
        Axis.ENVIRONMENTAL,
        _HEAD,
        date(2027, 1, 1),
        date(2027, 9, 30),
        "13200.00",
        (3,),
        blocked_by="assurance des trajets à vélo",
        unlocked_by="accord de l’assureur",
    ),
    Step(
        "Acheter gants et produits avec un groupement local",
        Axis.ENVIRONMENTAL,
        _HEAD,
        date(2026, 3, 1),
        date(2026, 12, 31),
        "1500.00",
        (),
        ActionState.ABANDONED,
        reason="aucun fournisseur local ne livre les quantités demandées",
    ),
)
