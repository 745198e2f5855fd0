"""What the people of the demonstration answered: invented, except the worked figures of c01."""

from __future__ import annotations

from typing import Final

#: Marks in the order of the people of a role: a level, "DK", "NA", or "" when unanswered.
Marks = dict[str, tuple[str, ...]]

WORKERS: Final[Marks] = {
    "c01": tuple("121122131211"),
    "c03": tuple("332433233432"),
    "c04": tuple("232313232342"),
    "c06": tuple("221232212322"),
    "c07": tuple("121212121213"),
    "c16": (*"232232", "DK", *"32223"),
    "c19": (*"11211311211", "DK"),
    "c20": (*"2332332332", "NA", "3"),
}
MANAGERS: Final[Marks] = {
    "c01": tuple("33423"),
    "c02": tuple("22322"),
    "c03": tuple("22322"),
    "c04": tuple("22132"),
    "c05": tuple("33323"),
    "c06": tuple("32333"),
    "c07": tuple("33323"),
    "c08": tuple("22232"),
    "c09": tuple("34233"),
    "c10": tuple("33233"),
    "c11": (*"2232", "DK"),
    "c12": tuple("33343"),
    "c13": tuple("12211"),
    "c14": tuple("22322"),
    "c15": tuple("33233"),
    "c16": tuple("33323"),
    "c17": ("NA",) * 5,
    "c18": tuple("11211"),
    "c19": tuple("22312"),
    "c20": tuple("22322"),
    "c21": tuple("11121"),
}
HEAD: Final[Marks] = {
    code: (mark,)
    for code, mark in zip(
        [f"c{number:02}" for number in range(1, 22)],
        (*"4233333333233233", "NA", *"1231"),
        strict=True,
    )
}
USERS: Final[Marks] = {"c01": tuple("232"), "c15": tuple("323"), "c16": tuple("223")}
CARERS: Final[Marks] = {"c15": tuple("22"), "c16": tuple("13")}
BOARD: Final[Marks] = {
    "c08": tuple("323"),
    "c09": tuple("222"),
    "c10": tuple("333"),
    "c11": tuple("212"),
}
#: The jobs, in the words of the people helped: asked by this campaign, not by the framework.
JOBS_QUESTION: Final = (
    "Est-ce la même personne qui vient chez vous ?",
    "Does the same person come to your home?",
)
JOBS_ANCHORS: Final = (
    (1, "Non, cela change tout le temps.", "No, it changes all the time."),
    (2, "Parfois.", "Sometimes."),
    (3, "Oui, presque toujours.", "Yes, almost always."),
    (4, "Oui, et je la choisis.", "Yes, and I choose her."),
)
#: Why somebody is not concerned, by criterion.
REASONS: Final = {
    "c17": "Nos interventions ne produisent pas d’effluents.",
    "c20": "Je ne fais pas de ménage.",
}

#: role → criterion → words of the person at that place.
Said = dict[str, dict[str, dict[int, str]]]
WORDS: Final[Said] = {
    "middle_manager": {
        "c01": {
            0: "On fait le planning un mois à l’avance, et chacune peut demander un échange.",
            2: "Les CDI, on en propose. Beaucoup préfèrent garder leur liberté.",
        },
        "c07": {1: "Les équipes pourraient décider seules de leurs remplacements."},
        "c19": {3: "La sectorisation date d’il y a six ans, elle ne tient plus."},
    },
    "care_worker": {
        "c01": {
            0: "Mon planning change le soir pour le lendemain. "
            "Le mois à l’avance, je ne l’ai jamais vu tenir.",
            3: "Trois quarts d’heure entre deux maisons, pas payés. On appelle ça une coupure.",
            6: "Quand je remplace Josiane à Vallebrune le mardi, je finis à 21 h.",
            10: "Je voudrais connaître mes horaires avant le dimanche soir.",
        },
        "c04": {4: "J’ai demandé un lève-personne. Quatre mois après, j’attends."},
        "c07": {0: "On nous demande notre avis une fois que c’est décidé."},
        "c16": {2: "Les gens nous disent des choses. On ne sait pas à qui les répéter."},
        "c19": {1: "Je traverse trois fois le même village dans la matinée."},
    },
    "service_user": {"c15": {1: "Le week-end, je ne sais jamais qui vient."}},
}

PURPOSE: Final = (
    "Savoir ce qui tient et ce qui manque dans le travail.\nChoisir ensemble ce qu’on change."
)
