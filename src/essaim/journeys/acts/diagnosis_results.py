"""What becomes of L’Amandier's answers: words released, criteria decided, a diagnosis signed."""

from __future__ import annotations

from typing import Final

from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.queries.released import Word, raw_words
from essaim.diagnosis.services.consolidation import MeetingNote, keep_meeting, keep_rating
from essaim.diagnosis.services.release import Audience, Checklist, release_word, withhold_word
from essaim.diagnosis.services.reply import say_reply
from essaim.diagnosis.services.report import (
    sign_as_adviser,
    sign_as_director,
    submit_diagnosis,
    write_summary,
)
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role, Viewer

#: Confirmed by the adviser, passage by passage.
READ: Final = Checklist(no_person_or_round=True, no_place=True, no_date=True, no_rare_post=True)
EVERYBODY, INSIDE = Audience(organisation=True, funders=True), Audience(organisation=True)
#: How a comment begins → what is released of it, and whether funders read it too.
RELEASED: Final = {
    "Mon planning change": ("", EVERYBODY),
    "Trois quarts d’heure": ("", EVERYBODY),
    "On fait le planning": ("", EVERYBODY),
    "Les CDI, on en propose": ("", INSIDE),
    "On nous demande notre avis": ("", EVERYBODY),
    "J’ai demandé un lève-personne": (
        "J’ai demandé une aide pour porter. Plusieurs mois après, j’attends.",
        INSIDE,
    ),
    "La sectorisation date": ("La sectorisation est ancienne, elle ne tient plus.", INSIDE),
}
WITHHELD: Final = {"Quand je remplace": "Elle nomme une personne et un lieu."}
#: Criterion → level decided (none: not applicable), and why.
DECIDED: Final[dict[str, tuple[int | None, str]]] = {
    "c01": (
        2,
        "Les plannings existent, mais ils changent la veille : une règle, pas encore tenue.",
    ),
    "c02": (2, ""),
    "c03": (2, "Le plan de formation est connu ; le temps pour y aller manque."),
    "c04": (2, ""),
    "c05": (3, ""),
    "c06": (2, "L’instance se réunit ; les intervenantes ne savent pas ce qui s’y dit."),
    "c07": (2, "Les équipes sont consultées, rarement avant la décision."),
    "c08": (2, ""),
    "c09": (3, ""),
    "c10": (3, ""),
    "c11": (2, ""),
    "c12": (3, "Neuf salariées sur dix habitent le territoire."),
    "c13": (1, ""),
    "c14": (4, "L’astreinte partagée avec deux services voisins tient depuis deux ans."),
    "c15": (3, ""),
    "c16": (2, "Les remarques remontent, sans lieu pour les traiter."),
    "c17": (None, "Les interventions ne produisent pas d’effluents."),
    "c18": (1, ""),
    "c19": (1, "La carte des secteurs a six ans ; les trajets se croisent."),
    "c20": (2, ""),
    "c21": (1, ""),
}
SUMMARY: Final = (
    "L’encadrement voit un planning fait un mois à l’avance ; les intervenantes le voient changer "
    "la veille. Ce désaccord est le premier résultat.\n"
    "Ce qui tient : l’ancrage local et la participation du conseil. Ce qui manque : des horaires "
    "sûrs, des trajets courts, une mesure de l’environnement."
)
HEARD: Final = (
    "Vos horaires changent trop tard. Les coupures ne sont pas payées. Vous voulez être consultées "
    "avant les décisions."
)
DONE: Final = (
    "Les horaires de la semaine seront fixés le jeudi. La carte des secteurs sera refaite avec "
    "vous. Nous ne pouvons pas encore payer toutes les coupures ; nous dirons lesquelles."
)


def play(story: Story) -> None:
    """Read, decide, answer, sign: each act by the person who does it."""
    by, round_id = story.person(Role.ADVISER, "garrigue"), int(story.known["round_id"])
    _read(round_id, by)
    meeting = MeetingNote(
        timezone.localdate(), "direction, encadrement, 4 intervenantes volontaires"
    )
    keep_meeting(round_id=round_id, note=meeting, version=0, by=by)
    for code, (level, reason) in DECIDED.items():
        decision = Decision(level, level is None, reason, abstentions=1 if code == "c01" else 0)
        keep_rating(round_id=round_id, criterion=code, decision=decision, version=0, by=by)
    say_reply(round_id=round_id, heard=HEARD, done=DONE, by=by)
    write_summary(round_id=round_id, summary=SUMMARY, version=0, by=by)
    sign_as_adviser(round_id=round_id, by=by)
    director = story.person(Role.DIRECTOR, "amandier")
    sign_as_director(round_id=round_id, by=director)
    submit_diagnosis(round_id=round_id, by=director)
    story.known |= {"table_format": "csv", "report_format": "pdf"}


def _read(round_id: int, by: Viewer) -> None:
    current = queries.carried_rounds(by).get(pk=round_id)
    for word in raw_words(current):
        begun = next((start for start in RELEASED if word.text.startswith(start)), None)
        kept = next((why for start, why in WITHHELD.items() if word.text.startswith(start)), "")
        if kept:
            withhold_word(
                round_id=round_id, source=word.source, word_id=word.pk, reason=kept, by=by
            )
        elif begun:
            _release(round_id, word, *RELEASED[begun], by=by)


def _release(round_id: int, word: Word, text: str, audience: Audience, *, by: Viewer) -> None:
    release_word(
        round_id=round_id,
        source=word.source,
        word_id=word.pk,
        text=text or word.text,
        audience=audience,
        checklist=READ,
        by=by,
    )
