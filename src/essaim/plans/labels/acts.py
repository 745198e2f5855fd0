"""What the acts of a plan did, as the log says them after their author."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from essaim.plans.domain.actions import ActionState
from essaim.plans.domain.objectives import ProposalState

ACTS: Mapping[str, str | Promise] = {
    "open_plan": gettext_lazy("a ouvert le plan"),
    "rename_plan": gettext_lazy("a renommé le plan"),
    "propose_plan": gettext_lazy("a proposé le plan à la signature"),
    "send_back_plan": gettext_lazy("a renvoyé le plan pour le reprendre"),
    "sign_plan": gettext_lazy("a signé le plan"),
    "take_objectives": gettext_lazy("a repris ce que le diagnostic propose"),
    f"objective_{ProposalState.OPEN}": gettext_lazy("a repris une proposition à décider"),
    f"objective_{ProposalState.KEPT}": gettext_lazy("a retenu une proposition"),
    f"objective_{ProposalState.SET_ASIDE}": gettext_lazy("a écarté une proposition"),
    "add_target": gettext_lazy("a écrit un objectif"),
    "edit_target": gettext_lazy("a changé un objectif"),
    "drop_target": gettext_lazy("a retiré un objectif"),
    "add_action": gettext_lazy("a ajouté une action"),
    "edit_action": gettext_lazy("a changé une action"),
    f"carry_action_{ActionState.PLANNED}": gettext_lazy("a remis une action à faire"),
    f"carry_action_{ActionState.RUNNING}": gettext_lazy("a commencé une action"),
    f"carry_action_{ActionState.DONE}": gettext_lazy("a terminé une action"),
    f"carry_action_{ActionState.ABANDONED}": gettext_lazy("a abandonné une action"),
    "add_condition": gettext_lazy("a noté ce qui bloque une action"),
    "meet_condition": gettext_lazy("a noté si une action est débloquée"),
    "record_outcome": gettext_lazy("a noté une valeur constatée"),
    "add_evidence": gettext_lazy("a joint une pièce"),
    "withdraw_evidence": gettext_lazy("a retiré une pièce"),
    "submit_review": gettext_lazy("a transmis le bilan de l’année"),
    "return_review": gettext_lazy("a renvoyé le bilan avec une question"),
    "close_year": gettext_lazy("a clos l’année"),
}
