"""What the database keeps of plans; the rules live in :mod:`essaim.plans.domain`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.kernel.money import Money
from essaim.plans.domain.achievement import Direction, NumberTarget, Outcome, RubricTarget, Target
from essaim.plans.domain.actions import ActionState, Axis, Condition
from essaim.plans.domain.objectives import ProposalKind, ProposalState
from essaim.plans.domain.plan import PlanState, Promise, plan_years
from essaim.plans.domain.review import ReviewState
from essaim.platform.domain.viewer import Role

#: As :data:`essaim.plans.domain.numbers.MOST`: kept without loss by both engines.
DIGITS, DECIMALS = 14, 4


class ActionPlan(models.Model):
    """The commitments of one organisation for three years."""

    organisation = models.ForeignKey("platform.Organisation", models.PROTECT, related_name="plans")
    title = models.CharField(_("intitulé"), max_length=200)
    start_year = models.PositiveSmallIntegerField(_("première année"))
    state = models.CharField(
        _("état"), max_length=10, choices=[(s, s) for s in PlanState], default=PlanState.DRAFT
    )
    sent_back_reason = models.CharField(_("renvoyé parce que"), max_length=500, blank=True)
    #: The diagnosis whose signed ratings proposed the objectives.
    campaign_round = models.ForeignKey(
        "diagnosis.CampaignRound", models.SET_NULL, null=True, related_name="plans"
    )
    proposed_on = models.DateField(_("proposé le"), null=True)
    signed_on = models.DateField(_("signé le"), null=True)
    changed_at = models.DateTimeField(_("modifié le"), auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("plan d’action")
        ordering = ["-start_year", "pk"]
        indexes = [models.Index(fields=["state"], name="plans_plan_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_year__range=(1900, 2198)), name="plans_start_year_in_range"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def years(self) -> tuple[int, ...]:
        return plan_years(self.start_year)


class PlanSignature(models.Model):
    """Who signed the plan as proposed, in which quality."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="signatures")
    role = models.CharField(_("en qualité de"), max_length=20, choices=[(r, r) for r in Role])
    account = models.ForeignKey("platform.User", models.PROTECT, related_name="+")
    signed_on = models.DateField(_("le"))

    class Meta:
        verbose_name = _("signature")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("plan", "role", name="plans_one_signature_per_role"),
            models.UniqueConstraint("plan", "account", name="plans_one_signature_per_person"),
        ]


class Objective(models.Model):
    """A criterion of the diagnosis that asks for a place in the plan, and the answer given."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="objectives")
    framework_urn = models.CharField(_("référentiel"), max_length=120)
    code = models.CharField(_("critère"), max_length=40)
    title = models.CharField(_("intitulé"), max_length=200)
    rating = models.SmallIntegerField(_("appréciation"))
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ProposalKind])
    why = models.TextField(_("raison donnée en consolidation"), blank=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in ProposalState], default=ProposalState.OPEN
    )
    reason = models.CharField(_("écarté parce que"), max_length=500, blank=True)
    #: The node of the thread that stands for the criterion of that diagnosis, where there is one.
    node_id = models.PositiveBigIntegerField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("objectif proposé")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "plan", "framework_urn", "code", name="plans_one_objective_per_criterion"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PlanTarget(models.Model):
    """A target over the years of a plan: one quantity, or one rubric of described levels."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="targets")
    name = models.CharField(_("objectif"), max_length=200)
    axis = models.CharField(_("axe"), max_length=15, choices=[(a, a) for a in Axis])
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    direction = models.CharField(
        _("sens"), max_length=10, choices=[(d, d) for d in Direction], blank=True
    )
    baseline = models.DecimalField(
        _("valeur de départ"), max_digits=DIGITS, decimal_places=DECIMALS, null=True
    )
    levels = models.JSONField(_("niveaux décrits"), default=list)
    lowest = models.PositiveSmallIntegerField(_("numéro du premier niveau"), default=0)
    collector = models.CharField(_("relevé par"), max_length=120, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    fact = models.CharField(_("donnée commune à plusieurs référentiels"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("objectif du plan")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, direction="")
                | (Q(baseline__isnull=False, levels=[]) & ~Q(direction="")),
                name="plans_number_or_rubric",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_rubric(self) -> bool:
        return self.baseline is None

    @property
    def highest(self) -> int:
        return self.lowest + len(self.levels) - 1


class TargetCriterion(models.Model):
    """A target serves a criterion of an exact framework version; one may serve several."""

    plan_target = models.ForeignKey(PlanTarget, models.CASCADE, related_name="criteria")
    framework_urn = models.CharField(_("référentiel"), max_length=120)
    code = models.CharField(_("critère"), max_length=40)

    class Meta:
        verbose_name = _("critère servi")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "plan_target", "framework_urn", "code", name="plans_criterion_served_once"
            )
        ]


class YearTarget(models.Model):
    """What one year asks of a target, and what is known of it now."""

    plan_target = models.ForeignKey(PlanTarget, models.CASCADE, related_name="years")
    year = models.PositiveSmallIntegerField(_("année"))
    goal = models.DecimalField(
        _("valeur visée"), max_digits=DIGITS, decimal_places=DECIMALS, null=True
    )
    weight = models.PositiveIntegerField(_("poids"), default=0)
    due_on = models.DateField(_("à relever pour le"), null=True)
    step_back_reason = models.CharField(_("demande moins parce que"), max_length=500, blank=True)
    observed = models.DecimalField(
        _("valeur constatée"), max_digits=DIGITS, decimal_places=DECIMALS, null=True
    )
    unavailable_reason = models.CharField(_("indisponible parce que"), max_length=500, blank=True)
    failure_reason = models.CharField(_("non atteint parce que"), max_length=500, blank=True)
    recorded_at = models.DateTimeField(_("renseigné le"), null=True)
    recorded_by = models.ForeignKey("platform.User", models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("objectif annuel")
        ordering = ["year", "plan_target__position", "pk"]
        indexes = [
            models.Index(
                fields=["due_on"], condition=Q(observed__isnull=True), name="plans_target_awaited"
            )
        ]
        constraints = [
            models.UniqueConstraint("plan_target", "year", name="plans_target_once_a_year"),
            models.CheckConstraint(
                condition=Q(observed__isnull=True, unavailable_reason="")
                | Q(observed__isnull=True, failure_reason="")
                | Q(unavailable_reason="", failure_reason=""),
                name="plans_one_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.plan_target.name

    @property
    def name(self) -> str:
        return self.plan_target.name

    @property
    def plan(self) -> ActionPlan:
        return self.plan_target.plan

    @property
    def plan_id(self) -> int:
        return self.plan_target.plan_id

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.observed, self.unavailable_reason, self.failure_reason)

    def to_domain(self) -> Target:
        target = self.plan_target
        if target.baseline is None or self.goal is None:
            return RubricTarget(target.name, tuple(target.levels), target.lowest)
        direction = Direction(target.direction)
        return NumberTarget(target.name, target.baseline, self.goal, direction)

    def to_promise(self) -> Promise:
        target = self.plan_target
        return Promise(target.name, self.year, target.collector, target.source, self.due_on)


class Observation(models.Model):
    """One entry of what was known of a target: kept when a later one replaces it."""

    target = models.ForeignKey(YearTarget, models.CASCADE, related_name="observations")
    observed = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    unavailable_reason = models.CharField(max_length=500, blank=True)
    failure_reason = models.CharField(max_length=500, blank=True)
    account = models.ForeignKey("platform.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("relevé")
        ordering = ["pk"]

    @property
    def outcome(self) -> Outcome:
        return Outcome(self.observed, self.unavailable_reason, self.failure_reason)


class YearReview(models.Model):
    """Where the review of one year of a plan stands."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("année"))
    state = models.CharField(
        _("état"), max_length=10, choices=[(s, s) for s in ReviewState], default=ReviewState.OPEN
    )
    returned_reason = models.CharField(_("renvoyé parce que"), max_length=500, blank=True)
    submitted_on = models.DateField(_("transmis le"), null=True)
    closed_on = models.DateField(_("clos le"), null=True)

    class Meta:
        verbose_name = _("bilan de l’année")
        ordering = ["plan", "year"]
        indexes = [
            models.Index(
                fields=["plan", "year"], condition=~Q(returned_reason=""), name="plans_returned"
            )
        ]
        constraints = [models.UniqueConstraint("plan", "year", name="plans_one_review_a_year")]


class Evidence(models.Model):
    """A file or a note about a target: when the fact held, and when it came."""

    target = models.ForeignKey(YearTarget, models.CASCADE, related_name="evidence")
    note = models.CharField(_("ce que montre la pièce"), max_length=500)
    file = models.ForeignKey("platform.StoredFile", models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField(_("date d’effet"))
    uploaded_on = models.DateField(_("déposée le"))
    account = models.ForeignKey("platform.User", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("pièce")
        verbose_name_plural = _("pièces")
        ordering = ["effective_on", "pk"]

    def __str__(self) -> str:
        return self.note


class Action(models.Model):
    """What will be done, by whom, when, at what cost, for which targets."""

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="actions")
    targets = models.ManyToManyField(PlanTarget, related_name="actions", blank=True)
    title = models.CharField(_("action"), max_length=200)
    details = models.TextField(_("précisions"), blank=True)
    axis = models.CharField(_("axe"), max_length=15, choices=[(a, a) for a in Axis])
    owner = models.CharField(_("portée par"), max_length=120)
    starts_on = models.DateField(_("commence le"))
    ends_on = models.DateField(_("finit le"))
    cost_cents = models.PositiveBigIntegerField(_("coût prévu"), null=True)
    state = models.CharField(
        _("état"), max_length=10, choices=[(s, s) for s in ActionState], default=ActionState.PLANNED
    )
    reason = models.CharField(_("abandonnée parce que"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("action")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")), name="plans_action_dates_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def cost(self) -> Money | None:
        return None if self.cost_cents is None else Money(self.cost_cents)


class ActionCondition(models.Model):
    """What blocks an action, what would unlock it, and since when it is unlocked."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="conditions")
    blocked_by = models.CharField(_("ce qui bloque"), max_length=200)
    unlocked_by = models.CharField(_("ce qui débloque"), max_length=200)
    expected_on = models.DateField(_("attendu pour le"), null=True)
    met_on = models.DateField(_("levé le"), null=True)

    class Meta:
        verbose_name = _("condition")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.blocked_by

    def to_domain(self) -> Condition:
        return Condition(self.blocked_by, self.unlocked_by, self.expected_on, self.met_on)
