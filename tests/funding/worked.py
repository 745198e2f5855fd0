"""The worked example of the rules, line by line in the three ways a line may be given."""

from __future__ import annotations

from typing import Any

WORKED: dict[str, Any] = {
    "tranche_max": "12000.00",
    "prepaid": "5000.00",
    "rule": {"floor": "0.5", "full": "1", "shape": "ratio"},
    "lines": [
        {"name": "CDI à temps choisi", "weight": "0.4", "achievement": "1"},
        {
            "name": "Heures entre collègues",
            "weight": "0.3",
            "baseline": "60",
            "goal": "80",
            "observed": "72",
        },
        {
            "name": "Écouter les personnes accompagnées",
            "weight": "0.2",
            "rubric": {"lowest": 0, "highest": 4, "level": 3},
        },
        {"name": "Kilomètres", "weight": "0.1", "achievement": "0.49"},
    ],
}
