"""The closed lists of the interface: tones, viewpoints, how solid a fact is."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from essaim.platform.domain.thread import Stage

#: Tone of a badge or a callout → its icon.
TONES: Final = {"good": "check", "warn": "clock", "bad": "alert", "info": "info", "no": "no"}

#: Stakeholder role of the shipped vocabulary → the word beside its shape.
VIEWPOINTS: Final[dict[str, Promise]] = {
    "senior_manager": _("direction"),
    "middle_manager": _("encadrement intermédiaire"),
    "care_worker": _("intervenant·es à domicile"),
    "service_user": _("personnes accompagnées"),
    "family_carer": _("aidant·es"),
    "board_member": _("administrateur·rices bénévoles"),
    "health_professional": _("professionnel·les de santé"),
    "supplier": _("fournisseurs"),
    "funder": _("financeurs"),
    "local_authority": _("collectivités"),
}


class Proof(NamedTuple):
    """A cell: full is established, half is partly, empty is said or supposed."""

    level: str
    word: Promise


PROOFS: Final[dict[str, Proof]] = {
    "seed": Proof("full", _("séminaire")),
    "public": Proof("half", _("source publique")),
    "reconstruction": Proof("empty", _("reconstruction")),
    "measured": Proof("full", _("mesuré")),
    "declared": Proof("empty", _("déclaré")),
    "validated": Proof("full", _("validé")),
    "hypothesis": Proof("empty", _("hypothèse")),
    "confirmed": Proof("full", _("confirmé")),
    "suggested": Proof("dotted", _("suggéré, à vérifier")),
}

#: Stage of the thread → tint of its cell.
STAGE_TINTS: Final = {
    Stage.VOICE: "listen",
    Stage.NEED: "listen",
    Stage.CRITERION: "diagnose",
    Stage.DIAGNOSIS: "diagnose",
    Stage.IDEA: "design",
    Stage.PLAN: "plan",
    Stage.ACTION: "plan",
    Stage.TARGET: "plan",
    Stage.RESULT: "plan",
    Stage.AID_LINE: "fund",
    Stage.PAYMENT: "fund",
    Stage.PRACTICE: "spread",
}
#: What stands at a stage of the strip when there are several.
SEVERAL: Final = {
    Stage.VOICE: _("%(n)s paroles"),
    Stage.NEED: _("%(n)s besoins"),
    Stage.CRITERION: _("%(n)s critères"),
    Stage.DIAGNOSIS: _("%(n)s diagnostics"),
    Stage.IDEA: _("%(n)s idées"),
    Stage.PLAN: _("%(n)s plans"),
    Stage.ACTION: _("%(n)s actions"),
    Stage.TARGET: _("%(n)s objectifs"),
    Stage.RESULT: _("%(n)s résultats"),
    Stage.AID_LINE: _("%(n)s lignes d’aide"),
    Stage.PAYMENT: _("%(n)s versements"),
    Stage.PRACTICE: _("%(n)s reprises ailleurs"),
}
#: The same stages when one thing stands there.
ONE: Final = {
    Stage.VOICE: _("une parole"),
    Stage.NEED: _("un besoin"),
    Stage.CRITERION: _("un critère"),
    Stage.DIAGNOSIS: _("diagnostic"),
    Stage.IDEA: _("une idée"),
    Stage.PLAN: _("plan"),
    Stage.ACTION: _("une action"),
    Stage.TARGET: _("un objectif"),
    Stage.RESULT: _("un résultat"),
    Stage.AID_LINE: _("une ligne d’aide"),
    Stage.PAYMENT: _("versement"),
    Stage.PRACTICE: _("repris ailleurs"),
}
