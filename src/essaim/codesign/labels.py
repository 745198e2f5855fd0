"""French words of sessions: steps, states, votes, and a sentence for each refusal."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from essaim.codesign.domain.notes import NoteActKind
from essaim.codesign.domain.room import RoomRefusal
from essaim.codesign.domain.steps import SessionState, StepKind, VoteMethod
from essaim.diagnosis.domain.roles import RespondentRole

Words = Mapping[str, str | Promise]

STEPS: Words = {
    StepKind.WARM_UP: gettext_lazy("Se lancer"),
    StepKind.WRITE: gettext_lazy("Écrire"),
    StepKind.SHARE: gettext_lazy("Partager"),
    StepKind.GROUP: gettext_lazy("Regrouper"),
    StepKind.NAME: gettext_lazy("Nommer"),
    StepKind.VOTE: gettext_lazy("Voter"),
    StepKind.DECIDE: gettext_lazy("Décider"),
}
#: What the facilitator does at each step, said on the console.
HINTS: Words = {
    StepKind.WARM_UP: gettext_lazy("Une question pour entrer dans le sujet ; chacun écrit."),
    StepKind.WRITE: gettext_lazy("Chacun écrit seul, en silence. Les notes arrivent ici."),
    StepKind.SHARE: gettext_lazy("Lisez les notes à voix haute ; chacun peut encore en ajouter."),
    StepKind.GROUP: gettext_lazy("Vous rangez les notes, tout le monde vous voit faire."),
    StepKind.NAME: gettext_lazy("Donnez à chaque groupe le nom que la salle choisit."),
    StepKind.VOTE: gettext_lazy("Chacun vote sur son téléphone, sans voir les autres."),
    StepKind.DECIDE: gettext_lazy("Chaque idée est gardée, avec un nom et une date, ou laissée."),
}
#: What the wall asks of the room at each step.
ASKS: Words = {
    StepKind.WARM_UP: gettext_lazy("Répondez en quelques mots, sur votre téléphone."),
    StepKind.WRITE: gettext_lazy("Une idée par note, seul·e et en silence."),
    StepKind.SHARE: gettext_lazy("On lit les notes ; ajoutez ce qui vous vient."),
    StepKind.GROUP: gettext_lazy("On range ensemble : dites ce qui va avec quoi."),
    StepKind.NAME: gettext_lazy("Quel nom pour chaque groupe ?"),
    StepKind.VOTE: gettext_lazy("Votez sur votre téléphone, sans regarder celui du voisin."),
    StepKind.DECIDE: gettext_lazy("Garder, avec un nom et une date, ou laisser."),
}
#: What the button to a step says.
GO_TO: Words = {
    StepKind.WARM_UP: gettext_lazy("Lancer la mise en route"),
    StepKind.WRITE: gettext_lazy("Passer à l’écriture"),
    StepKind.SHARE: gettext_lazy("Passer au partage"),
    StepKind.GROUP: gettext_lazy("Passer au regroupement"),
    StepKind.NAME: gettext_lazy("Nommer les groupes"),
    StepKind.VOTE: gettext_lazy("Passer au vote"),
    StepKind.DECIDE: gettext_lazy("Passer aux décisions"),
}
STATES: Words = {
    SessionState.PREPARED: gettext_lazy("préparée"),
    SessionState.RUNNING: gettext_lazy("en cours"),
    SessionState.CLOSED: gettext_lazy("close"),
}
STATE_TONES: Mapping[str, str] = {
    SessionState.PREPARED: "info",
    SessionState.RUNNING: "warn",
    SessionState.CLOSED: "good",
}
METHODS: Words = {
    VoteMethod.DOTS: gettext_lazy("gommettes"),
    VoteMethod.SCORE: gettext_lazy("note de 0 à 5"),
    VoteMethod.JUDGMENT: gettext_lazy("jugement majoritaire"),
}
#: The grades of majority judgment, from the lowest.
GRADES: tuple[str | Promise, ...] = (
    gettext_lazy("à rejeter"),
    gettext_lazy("insuffisant"),
    gettext_lazy("passable"),
    gettext_lazy("assez bien"),
    gettext_lazy("bien"),
    gettext_lazy("très bien"),
)
#: Who speaks on a note: in one or two words, beside the colour.
SPEAKERS: Words = {
    RespondentRole.SENIOR_MANAGER: gettext_lazy("direction"),
    RespondentRole.MIDDLE_MANAGER: gettext_lazy("encadrement"),
    RespondentRole.CARE_WORKER: gettext_lazy("intervenant·e"),
    RespondentRole.SERVICE_USER: gettext_lazy("personne accompagnée"),
    RespondentRole.FAMILY_CARER: gettext_lazy("aidant·e"),
    RespondentRole.BOARD_MEMBER: gettext_lazy("bénévole"),
    RespondentRole.FUNDER: gettext_lazy("financeur"),
    RespondentRole.HEALTH_PROFESSIONAL: gettext_lazy("santé"),
    RespondentRole.SUPPLIER: gettext_lazy("fournisseur"),
    RespondentRole.LOCAL_AUTHORITY: gettext_lazy("collectivité"),
}
#: What happened to a note, as its author reads it.
FATES: Words = {
    NoteActKind.MERGE: gettext_lazy("réunie avec d’autres"),
    NoteActKind.SPLIT: gettext_lazy("séparée en plusieurs"),
    NoteActKind.REWORD: gettext_lazy("reformulée"),
    NoteActKind.DROP: gettext_lazy("écartée"),
}
#: What the console says once an act is done; the two last arrange, they make no act on notes.
DONE: Words = {
    NoteActKind.MERGE: gettext_lazy("Les notes sont réunies."),
    NoteActKind.SPLIT: gettext_lazy("La note est séparée."),
    NoteActKind.REWORD: gettext_lazy("La note est reformulée."),
    NoteActKind.DROP: gettext_lazy("La note est écartée ; la personne lira pourquoi."),
    "move": gettext_lazy("C’est rangé."),
    "name": gettext_lazy("Le groupe a son nom."),
}
UNDONE = gettext_lazy("Le dernier geste est annulé : les notes sont comme avant.")
ROOM_REFUSALS: Mapping[str, str] = {
    RoomRefusal.UNKNOWN: _("Aucune séance ne porte ce code : relisez-le sur l’écran de la salle."),
    RoomRefusal.TOO_SOON: _("La séance n’est pas encore ouverte : revenez ce jour-là."),
    RoomRefusal.CLOSED: _(
        "La séance est close : rien ne s’y écrit plus, mais votre page de suivi reste ouverte."
    ),
    RoomRefusal.EXPIRED: _(
        "Ce code a expiré sans que la séance ait lieu : demandez le nouveau à qui l’anime."
    ),
    RoomRefusal.FULL: _(
        "Toutes les places sont prises : demandez à qui anime d’en ouvrir une, ou écrivez à deux."
    ),
}
SENTENCES: Mapping[str, str] = {
    **ROOM_REFUSALS,
    "frame_empty": _("Ce déroulé n’a aucune étape : ajoutez-en une."),
    "frame_too_long": _("Ce déroulé a trop d’étapes : gardez-en %(most)s au plus."),
    "frame_without_writing": _("Personne n’écrit dans ce déroulé : ajoutez l’étape « Écrire »."),
    "vote_before_writing": _("On ne vote pas avant d’avoir écrit : placez « Écrire » d’abord."),
    "step_minutes": _("Une étape dure de 1 à %(most)s minutes : changez la durée."),
    "vote_without_method": _("L’étape %(place)s est un vote : choisissez comment l’on compte."),
    "vote_dots": _("Un vote par gommettes en donne de 1 à %(most)s à chaque personne."),
    "step_unknown": _("Cette étape n’est pas dans le déroulé : choisissez-en une de la liste."),
    "session_places": _("Une séance a de 1 à %(most)s places : changez le nombre."),
    "session_past": _("Une séance ne se prépare pas pour hier : choisissez un jour à venir."),
    "session_transition": _("La séance n’en est plus là : rechargez la page pour voir son état."),
    "session_not_running": _("La séance n’est pas en cours : ouvrez-la depuis sa console."),
    "session_closed": _(
        "La séance est close : ce que vous venez d’écrire n’est pas enregistré, gardez-en copie."
    ),
    "note_empty": _("Rien n’est écrit : tapez quelques mots."),
    "note_too_long": _("%(signs)s signes, c’est trop long pour la salle : %(most)s au plus."),
    "too_many_notes": _("Vous avez écrit %(most)s notes : dites le reste à voix haute."),
    "note_arranged": _("Cette note est déjà rangée par la salle : demandez de l’écarter."),
    "notes_changed_meanwhile": _(
        "Quelqu’un vient de changer une de ces notes : relisez le tableau, il dit les deux gestes."
    ),
    "merge_needs_two": _("Réunir demande au moins deux notes et un texte : choisissez-les."),
    "split_needs_two": _("Séparer demande au moins deux textes : écrivez-en un par ligne."),
    "split_too_many": _("Une note se sépare en %(most)s morceaux au plus."),
    "one_note_one_text": _("Ce geste porte sur une seule note : choisissez-en une."),
    "drop_without_reason": _("Écarter une note demande une raison : la personne la lira."),
    "act_undone_already": _("Ce geste est déjà annulé."),
    "act_built_upon": _("Un autre geste est venu après sur ces notes : annulez-le d’abord."),
    "idea_voted": _("On a déjà voté sur cette idée : elle garde son nom, créez-en une autre."),
    "too_many_ideas": _("Au-delà de %(most)s idées, la salle s’y perd : regroupez encore."),
    "idea_decided_already": _("Cette idée est déjà décidée."),
    "decision_without_owner": _("Une idée gardée a un nom et une date : écrivez les deux."),
    "vote_closed": _("Le vote est clos : votre dernier bulletin envoyé compte."),
    "vote_unknown_idea": _("Le tableau a changé : rechargez la page, puis votez à nouveau."),
    "vote_value": _("Une voix est hors de l’échelle proposée : choisissez parmi les cases."),
    "vote_too_many_dots": _("Vous avez %(dots)s gommettes : retirez-en."),
}
#: What the acts on sessions did, as the log says them after their author.
ACTS: Words = {
    "prepare_session": gettext_lazy("a préparé une séance"),
    "start_session": gettext_lazy("a ouvert une séance"),
    "go_to_step": gettext_lazy("a changé l’étape d’une séance"),
    "close_session": gettext_lazy("a clos une séance"),
    "name_idea": gettext_lazy("a nommé un groupe de notes"),
    "decide_idea": gettext_lazy("a noté ce que la salle décide d’une idée"),
    "merge_notes": gettext_lazy("a réuni des notes"),
    "split_notes": gettext_lazy("a séparé une note"),
    "reword_notes": gettext_lazy("a reformulé une note"),
    "drop_notes": gettext_lazy("a écarté une note"),
    "undo_notes": gettext_lazy("a annulé un geste sur des notes"),
}
