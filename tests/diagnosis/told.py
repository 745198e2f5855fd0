"""A published round of L’Amandier with words, for the tests of what leaves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diagnosis.campaigns import JOBS, Made, opened

from essaim.diagnosis import services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.queries.released import Word, raw_words
from essaim.diagnosis.services.consolidation import keep_rating
from essaim.diagnosis.services.release import Audience, Checklist, release_word
from essaim.diagnosis.services.report import sign_as_adviser, sign_as_director, write_summary
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role, Viewer

HEAD, MANAGER = RespondentRole.SENIOR_MANAGER, RespondentRole.MIDDLE_MANAGER
WORKER, USER = RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER
READ = Checklist(no_person_or_round=True, no_place=True, no_date=True, no_rare_post=True)
EVERYBODY = Audience(organisation=True, funders=True, respondents=True)
#: One word each for two managers and two care workers; the second of each side is not released.
WORDS = {
    MANAGER: ("On fait le planning un mois à l’avance.", "Chacune peut demander un échange."),
    WORKER: ("Mon planning change le soir pour le lendemain.", "On appelle ça une coupure."),
}


def answered(
    story: Story,
    *,
    marks: Mapping[RespondentRole, Sequence[int]] = JOBS,
    words: Mapping[RespondentRole, Sequence[str]] = WORDS,
    consents_alone: bool = False,
) -> Made:
    """Return an open campaign where each role answered c01, some with a word."""
    made = opened(story)
    for role, levels in marks.items():
        said = words.get(role, ())
        for place, level in enumerate(levels):
            typed = Typed(str(level), comment=said[place] if place < len(said) else "")
            if role == HEAD:
                _by_link(made, typed, consents_alone=consents_alone)
            else:
                made.answer(role, c01=typed)
    return made


def _by_link(made: Made, typed: Typed, *, consents_alone: bool) -> None:
    link = made.link(HEAD)
    services.send_answers(
        respondent_id=link.respondents.get().pk,
        key="directrice",
        typed={"c01": typed},
        consents_alone=consents_alone,
        by=Viewer(respondent_link_id=link.pk),
    )


def word(made: Made, start: str) -> Word:
    return next(each for each in raw_words(made.current) if each.text.startswith(start))


def release(made: Made, start: str, text: str = "", audience: Audience = EVERYBODY) -> None:
    found = word(made, start)
    release_word(
        round_id=made.current.pk,
        source=found.source,
        word_id=found.pk,
        text=text or found.text,
        audience=audience,
        checklist=READ,
        by=made.by,
    )


def signed(story: Story) -> Made:
    """Return a campaign whose diagnosis both have signed; one criterion decided."""
    made = answered(story)
    made.publish()
    release(made, "On fait")
    release(made, "Mon planning")
    decide(made, "c01", Decision(2, reason="Les deux sont vrais, pas aux mêmes heures."))
    write_summary(round_id=made.current.pk, summary="Deux regards.", version=0, by=made.by)
    sign_as_adviser(round_id=made.current.pk, by=made.by)
    director = story.person(Role.DIRECTOR, "amandier")
    sign_as_director(round_id=made.current.pk, by=director)
    return made


def decide(made: Made, criterion: str, decision: Decision, version: int = 0) -> bool:
    """Keep a decision; return whether somebody else had written meanwhile."""
    return keep_rating(
        round_id=made.current.pk,
        criterion=criterion,
        decision=decision,
        version=version,
        by=made.by,
    ).is_stale
