"""What a statement must say of its computation, and of the rights of who receives it."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

ALGORITHM = _(
    "Cet état a été préparé par un traitement algorithmique (article L. 311-3-1 du code des "
    "relations entre le public et l’administration). Le calcul suit la règle annexée à la "
    "convention, imprimée ci-dessus ; une personne le propose, une autre le décide. Vous pouvez "
    "demander au financeur les règles de ce traitement et les principales caractéristiques de sa "
    "mise en œuvre."
)
CONTEST = _(
    "Pour contester une ligne, écrivez à %(funder)s en disant laquelle, pourquoi, et avec quelle "
    "pièce de l’année. Les voies et délais de recours sont portés sur la notification."
)
DOCUMENTS = _(
    "Pour obtenir un document du dossier, adressez-vous à %(funder)s ; sans réponse, ou en cas de "
    "refus, saisissez la Commission d’accès aux documents administratifs (CADA), www.cada.fr."
)


def mentions(*, funder: str, is_public: bool) -> Sequence[str]:
    """Return the mentions of a statement; those of public law for a public funder only."""
    contest = gettext(CONTEST) % {"funder": funder}
    if not is_public:
        return [contest]
    return [gettext(ALGORITHM), contest, gettext(DOCUMENTS) % {"funder": funder}]
