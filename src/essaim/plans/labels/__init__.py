"""French words of the plans: states, and what the user reads when a rule is broken."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from essaim.plans.domain.achievement import Direction, OutcomeStanding
from essaim.plans.domain.actions import ActionState, Axis
from essaim.plans.domain.objectives import ProposalKind, ProposalState
from essaim.plans.domain.plan import PlanState
from essaim.plans.domain.review import ReviewState

SENTENCES = {
    "not_a_number": _("%(name)s « %(value)s » : écrivez un nombre comme 72,5."),
    "number_out_of_range": _("%(name)s : ce nombre est trop grand, vérifiez l’unité."),
    "too_many_decimals": _("%(name)s : gardez au plus quatre chiffres après la virgule."),
    "flat_target": _(
        "L’objectif « %(target)s » ne demande aucun changement : changez la valeur visée, ou "
        "choisissez « rester au moins à » ou « rester au plus à »."
    ),
    "goal_against_direction": _(
        "L’objectif « %(target)s » vise l’inverse de son sens : corrigez le sens ou la valeur."
    ),
    "goal_required": _("Donnez la valeur visée de « %(target)s » pour %(year)s."),
    "goal_of_rubric": _(
        "« %(target)s » se lit sur des niveaux décrits : retirez la valeur visée de %(year)s."
    ),
    "goal_steps_back": _(
        "« %(target)s » demande moins en %(year)s qu’en %(year_before)s : dites pourquoi, ou "
        "relevez la valeur visée de %(year)s."
    ),
    "rubric_size": _("La grille de « %(target)s » doit compter de 2 à 6 niveaux."),
    "rubric_start": _("Les niveaux de « %(target)s » commencent à 0 ou à 1."),
    "level_without_words": _("Décrivez chaque niveau de « %(target)s » en quelques mots."),
    "level_not_in_rubric": _(
        "Ce niveau n’est pas dans la grille de « %(target)s » : choisissez de %(lowest)s à "
        "%(highest)s."
    ),
    "two_outcomes": _(
        "Donnez une valeur constatée, une raison d’indisponibilité ou une raison d’échec : une "
        "seule des trois."
    ),
    "weight_negative": _("Un poids n’est jamais négatif : écrivez 0 ou plus."),
    "weights_sum_to_zero": _(
        "Les poids de l’année font 0 : donnez un poids à un objectif au moins."
    ),
    "target_without_year": _("Donnez au moins une année à l’objectif « %(target)s »."),
    "year_twice": _("L’objectif « %(target)s » donne deux fois la même année."),
    "year_not_in_plan": _(
        "L’année %(year)s n’est pas dans le plan, qui va de %(start)s à %(end)s."
    ),
    "due_before_year": _(
        "« %(target)s » : la valeur de %(year)s ne peut pas être attendue avant le début de "
        "%(year)s."
    ),
    "plan_without_target": _("Ajoutez au moins un objectif avant de proposer le plan."),
    "indicator_without_collector": _(
        "Avant la signature, dites pour chaque objectif qui relève la valeur, pour quand et d’où "
        "elle vient. Il manque : %(targets)s."
    ),
    "plan_not_draft": _(
        "Ce plan n’est plus un brouillon : ses objectifs ne changent plus. Demandez son renvoi "
        "s’il n’est pas signé."
    ),
    "plan_not_proposed": _("Ce plan n’est pas proposé à la signature : proposez-le d’abord."),
    "plan_not_signed": _("Ce plan n’est pas signé : faites-le signer avant de renseigner."),
    "plan_not_running": _("Ce plan n’est pas en cours : il n’y a rien à clore."),
    "already_signed": _("Vous avez déjà signé ce plan, ou votre qualité l’a déjà fait."),
    "reason_to_send_back": _("Dites pourquoi vous renvoyez ce plan ou ce bilan."),
    "reason_to_set_aside": _("Dites pourquoi « %(objective)s » est écarté du plan."),
    "reason_to_abandon": _("Dites pourquoi l’action est abandonnée."),
    "action_blocked": _("L’action ne peut pas commencer. Ce qui la bloque : %(conditions)s."),
    "action_move_refused": _(
        "L’action ne peut pas passer à cet état : elle commence, puis se termine."
    ),
    "action_ends_before_it_starts": _("L’action « %(action)s » finit avant de commencer."),
    "action_outside_plan": _(
        "L’action « %(action)s » est hors du plan, qui va de %(start)s à %(end)s."
    ),
    "cost_negative": _("Le coût de « %(action)s » est négatif : écrivez 0 ou plus."),
    "evidence_outside_period": _(
        "La date d’effet %(effective_on)s est hors de la période de l’objectif : du %(start)s au "
        "%(end)s, les deux compris. Déposez une pièce de %(year)s ; elle peut arriver plus tard."
    ),
    "evidence_empty": _("Joignez un fichier ou écrivez ce que montre la pièce."),
    "review_not_open": _(
        "Le bilan de l’année est déjà transmis : demandez son renvoi pour le changer."
    ),
    "review_not_submitted": _("Le bilan de l’année n’est pas transmis."),
    "year_closed": _("Le bilan de %(year)s est clos : plus rien ne change, pièces comprises."),
    "year_without_target": _("Cette année ne porte aucun objectif : il n’y a rien à transmettre."),
    "outcome_missing": _(
        "À renseigner avant de transmettre : %(targets)s. Donnez la valeur constatée, ou déclarez "
        "l’échec avec sa raison."
    ),
    "no_signed_diagnosis": _(
        "Aucun diagnostic signé des deux côtés pour cette structure : faites-le signer, ou "
        "écrivez les objectifs sans attendre."
    ),
    "edited_meanwhile": _(
        "Quelqu’un a modifié cette page entre-temps : relisez les deux textes, puis enregistrez."
    ),
    "target_of_another_plan": _("Cet objectif n’est pas dans ce plan : choisissez dans la liste."),
}
PLAN_STATES: Mapping[str, str | Promise] = {
    PlanState.DRAFT: gettext_lazy("Brouillon"),
    PlanState.PROPOSED: gettext_lazy("À signer"),
    PlanState.SIGNED: gettext_lazy("Signé"),
    PlanState.RUNNING: gettext_lazy("En cours"),
    PlanState.CLOSED: gettext_lazy("Terminé"),
}
PLAN_TONES: Mapping[str, str] = {
    PlanState.DRAFT: "",
    PlanState.PROPOSED: "warn",
    PlanState.SIGNED: "info",
    PlanState.RUNNING: "good",
    PlanState.CLOSED: "",
}
REVIEW_STATES: Mapping[str, str | Promise] = {
    ReviewState.OPEN: gettext_lazy("À renseigner"),
    ReviewState.SUBMITTED: gettext_lazy("Transmis"),
    ReviewState.CLOSED: gettext_lazy("Clos"),
}
ACTION_STATES: Mapping[str, str | Promise] = {
    ActionState.PLANNED: gettext_lazy("Prévue"),
    ActionState.RUNNING: gettext_lazy("En cours"),
    ActionState.DONE: gettext_lazy("Faite"),
    ActionState.ABANDONED: gettext_lazy("Abandonnée"),
}
AXES: Mapping[str, str | Promise] = {
    Axis.SOCIETAL: gettext_lazy("Sociétal"),
    Axis.SOCIAL: gettext_lazy("Social"),
    Axis.ENVIRONMENTAL: gettext_lazy("Environnemental"),
}
DIRECTIONS: Mapping[str, str | Promise] = {
    Direction.RISE: gettext_lazy("augmenter"),
    Direction.FALL: gettext_lazy("diminuer"),
    Direction.AT_LEAST: gettext_lazy("rester au moins à"),
    Direction.AT_MOST: gettext_lazy("rester au plus à"),
}
STANDINGS: Mapping[str, str | Promise] = {
    OutcomeStanding.MISSING: gettext_lazy("à renseigner"),
    OutcomeStanding.UNAVAILABLE: gettext_lazy("indisponible"),
    OutcomeStanding.FAILED: gettext_lazy("non atteint, déclaré"),
    OutcomeStanding.OBSERVED: gettext_lazy("constaté"),
}
PROPOSAL_KINDS: Mapping[str, str | Promise] = {
    ProposalKind.WEAK: gettext_lazy("à améliorer"),
    ProposalKind.VALUED: gettext_lazy("à valoriser"),
}
PROPOSAL_STATES: Mapping[str, str | Promise] = {
    ProposalState.OPEN: gettext_lazy("à décider"),
    ProposalState.KEPT: gettext_lazy("retenu"),
    ProposalState.SET_ASIDE: gettext_lazy("écarté"),
}
