"""What two rooms wrote, at the Pôle Garrigue and at L’Amandier: all invented, words of ours."""

from __future__ import annotations

from typing import NamedTuple

from essaim.diagnosis.domain.roles import RespondentRole

WORKER, MANAGER = RespondentRole.CARE_WORKER, RespondentRole.MIDDLE_MANAGER
USER, CARER = RespondentRole.SERVICE_USER, RespondentRole.FAMILY_CARER
QUESTION = "Que faudrait-il changer entre deux visites ?"
INTENT = (
    "Le compte rendu part aux membres du pôle sous huit jours. Chaque idée gardée a un nom et une "
    "date ; vous suivez vos notes sur votre page."
)
#: The session that visitors may join: its notes wait to be arranged.
OPEN_QUESTION = "Qu’est-ce qui ferait gagner du temps avec les familles ?"
OPEN_INTENT = (
    "Trois pistes seront essayées ce trimestre. La direction et l’encadrement lisent vos notes."
)


class Said(NamedTuple):
    """A note, who wrote it (a seat), and the group it ends in."""

    seat: int
    text: str
    group: int | None


SEATS = (WORKER, WORKER, WORKER, MANAGER, USER, CARER, WORKER, MANAGER)
GROUPS = ("Un planning qui tient", "Moins de route", "Se parler")
NOTES = (
    Said(0, "Connaître mon planning quinze jours avant.", 0),
    Said(1, "Le planning change le soir pour le lendemain.", 0),
    Said(2, "Un planning fixe, au moins la semaine.", 0),
    Said(1, "Pouvoir échanger une tournée entre nous, sans passer par le bureau.", 0),
    Said(4, "Un planning qui tient, pour mes filles aussi.", 0),
    Said(0, "Deux aller-retour de 22 km pour une heure.", 1),
    Said(3, "Se partager les rues avec la structure d’à côté.", 1),
    Said(2, "Une heure payée par mois pour se parler.", 2),
    Said(5, "Présenter la remplaçante avant, pas le jour même.", 2),
    Said(3, "Réunions trop longues et jamais de suite donnée.", 2),
    Said(6, "Refaire toutes les routes du canton.", None),
    Said(7, "On découvre les hospitalisations par la voisine.", None),
)
MERGED = "Un planning connu quinze jours avant, et qui ne change plus le soir."
SPLIT = ("Des réunions plus courtes.", "Dire à chaque réunion ce qu’est devenue la précédente.")
REWORDED = "Être prévenus le jour même d’une hospitalisation."
DROPPED = "Les routes ne dépendent pas du pôle : la demande est transmise au département."
#: What each seat gives each group, three dots a person.
DOTS = ((2, 0, 1), (3, 0, 0), (2, 1, 0), (0, 2, 1), (2, 0, 1), (1, 0, 2), (2, 1, 0), (1, 1, 1))
KEPT = "Chaque structure publie ses plannings quinze jours avant, dès janvier."
LEFT = "Le partage des rues attend que les deux structures se soient rencontrées."
OPEN_NOTES = (
    Said(0, "Un cahier partagé, lu par la famille le dimanche.", None),
    Said(1, "Une seule personne à appeler au bureau.", None),
    Said(2, "Dire avant la visite qui vient et à quelle heure.", None),
    Said(4, "Que ma fille sache quand je suis allée chez le médecin.", None),
    Said(5, "Ne pas répéter dix fois les mêmes consignes.", None),
    Said(3, "Un quart d’heure par mois au téléphone avec chaque famille.", None),
)
