"""The ten systems of the seminar, each a journey; a skeleton turns green when its part is built."""

import pytest

from essaim.journeys.story import Story

WAITING = {
    "S1": "quarante et un entretiens codés à plusieurs, sans perte à l’échange",
    "S2": "le modèle d’une innovation proposé d’après ses traces",
    "S3": "un persona, un écosystème, un modèle de service, appuyés sur des preuves",
    "S4": "les conditions d’émergence de 580 structures, vues ensemble",
    "S5": "des 21 critères à un versement expliqué, contesté, autofinancé",
    "S6": "un programme de sept ateliers dont les décisions entrent dans les plans",
    "S7": "une avance remboursable, remise après un échec établi",
    "S8": "une séance de trente personnes dont aucune note ne se perd",
    "S9": "une mutualisation simulée, son gain partagé",
    "S10": "une pratique adoptée ailleurs, qui dit ce qu’elle a gardé",
}


@pytest.mark.parametrize("system", WAITING)
@pytest.mark.xfail(strict=True, reason="its apps are not built yet", raises=LookupError)
def test_a_system_of_the_seminar_is_played_end_to_end(system: str, story: Story) -> None:
    raise LookupError(WAITING[system])
