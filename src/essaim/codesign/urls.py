from django.urls import path

from essaim.codesign.views import console, room, sessions

app_name = "codesign"
_SESSION = "seances/<int:session_id>/"
_ROOM = "salle/<str:code>/"
urlpatterns = [
    path("", sessions.sessions, name="sessions"),
    path("seances/nouvelle/", sessions.session_new, name="session-new"),
    path(_SESSION, sessions.session, name="session"),
    path(f"{_SESSION}demarrer/", console.session_start, name="session-start"),
    path(f"{_SESSION}console/", console.console, name="console"),
    path(f"{_SESSION}tableau/", console.board, name="board"),
    path(f"{_SESSION}etape/", console.step_go, name="step-go"),
    path(f"{_SESSION}prolonger/", console.step_extend, name="step-extend"),
    path(f"{_SESSION}pause/", console.session_pause, name="session-pause"),
    path(f"{_SESSION}clore/", console.session_close, name="session-close"),
    path(f"{_SESSION}notes/", console.notes_act, name="notes-act"),
    path(f"{_SESSION}ranger/", console.notes_group, name="notes-group"),
    path(f"{_SESSION}idees/", console.idea_name, name="idea-name"),
    path(f"{_SESSION}salle/", console.screen, name="screen"),
    path(f"{_SESSION}salle/contenu/", console.screen_part, name="screen-part"),
    path(f"{_SESSION}qr.svg", console.session_qr, name="session-qr"),
    path("gestes/<int:act_id>/annuler/", console.act_undo, name="act-undo"),
    path("idees/<int:idea_id>/decider/", console.idea_decide, name="idea-decide"),
    path("salle/", room.code, name="room-code"),
    path(_ROOM, room.room, name="room"),
    path(f"{_ROOM}entrer/", room.join, name="room-join"),
    path(f"{_ROOM}etat/", room.part, name="room-part"),
    path(f"{_ROOM}notes/", room.note_write, name="room-note"),
    path(f"{_ROOM}notes/<int:note_id>/reprendre/", room.note_take_back, name="room-take-back"),
    path(f"{_ROOM}vote/", room.vote, name="room-vote"),
    path(f"{_ROOM}flux/", room.stream, name="room-stream"),
    path("suivi/<str:token>/", room.own_notes, name="own-notes"),
]
