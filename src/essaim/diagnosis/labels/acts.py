"""What the acts of a diagnosis did, as the log says them after their author."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

ACTS: Mapping[str, str | Promise] = {
    "prepare_campaign": gettext_lazy("a préparé une campagne"),
    "write_terms": gettext_lazy("a écrit le cadre de la campagne"),
    "choose_roles": gettext_lazy("a choisi les groupes interrogés"),
    "write_question": gettext_lazy("a écrit une question"),
    "drop_question": gettext_lazy("a retiré une question"),
    "open_campaign": gettext_lazy("a ouvert la campagne"),
    "close_round": gettext_lazy("a clos le tour"),
    "publish_round": gettext_lazy("a publié les regards croisés"),
    "open_next_round": gettext_lazy("a ouvert le tour suivant"),
    "make_link": gettext_lazy("a créé un lien de réponse"),
    "revoke_link": gettext_lazy("a annulé un lien de réponse"),
    "set_places": gettext_lazy("a changé le nombre de places d’un lien"),
    "prepare_sheets": gettext_lazy("a préparé des feuilles"),
    "record_sheet": gettext_lazy("a saisi une réponse"),
    "note_collective_answer": gettext_lazy("a noté une réponse collective"),
    "accept_collective_answer": gettext_lazy("a noté l’accord du groupe sur sa réponse"),
    "release_word": gettext_lazy("a diffusé une parole"),
    "withhold_word": gettext_lazy("a lu une parole sans la diffuser"),
    "withdraw_excerpt": gettext_lazy("a retiré une parole diffusée"),
    "keep_meeting": gettext_lazy("a noté la réunion de consolidation"),
    "keep_rating": gettext_lazy("a noté une appréciation décidée"),
    "say_reply": gettext_lazy("a répondu aux personnes interrogées"),
    "write_summary": gettext_lazy("a écrit la synthèse du diagnostic"),
    "sign_as_adviser": gettext_lazy("a signé le diagnostic pour l’accompagnement"),
    "sign_as_director": gettext_lazy("a signé le diagnostic pour la structure"),
    "submit_diagnosis": gettext_lazy("a transmis le diagnostic aux financeurs"),
}
