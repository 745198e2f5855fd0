"""What the database keeps of aid, in whole cents; the rules live in the domain."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import F, OrderBy, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThan
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.funding.domain.agreement import AgreementState
from essaim.funding.domain.scheme import Scheme, read_scheme
from essaim.funding.domain.statement import StatementState
from essaim.kernel.money import Money


class SchemeVersion(models.Model):
    """One published version of a scheme: written once, never changed."""

    urn = models.CharField(_("urn"), max_length=120, unique=True)
    key = models.CharField(_("dispositif"), max_length=40)
    version = models.CharField(_("version"), max_length=40)
    valid_from = models.DateField(_("à partir du"))
    valid_until = models.DateField(_("jusqu’au"), null=True)
    source = models.TextField(_("texte YAML"))
    data = models.JSONField(_("contenu"))
    digest = models.CharField(_("empreinte"), max_length=64)
    published_at = models.DateTimeField(_("publiée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("version d’un dispositif")
        ordering = ["key", "valid_from", "pk"]

    def __str__(self) -> str:
        titles: dict[str, str] = self.data["title"]
        tongue = (get_language() or "fr")[:2]
        return f"{self.version} · {titles.get(tongue, titles['fr'])}"

    def to_domain(self) -> Scheme:
        return read_scheme(self.data)


class Agreement(models.Model):
    """What a funder and an organisation signed: a grant over the years of a plan."""

    plan = models.ForeignKey("plans.ActionPlan", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("platform.Organisation", models.PROTECT, related_name="+")
    funder = models.ForeignKey("platform.Organisation", models.PROTECT, related_name="+")
    number = models.CharField(_("numéro"), max_length=40)
    state = models.CharField(
        _("état"),
        max_length=10,
        choices=[(s, s) for s in AgreementState],
        default=AgreementState.DRAFTED,
    )
    grant_cents = models.PositiveBigIntegerField(_("subvention (centimes)"))
    committed_cents = models.PositiveBigIntegerField(_("somme des états (centimes)"), default=0)
    is_public_funder = models.BooleanField(_("financeur public"), default=True)
    funder_signatory = models.CharField(_("signataire du financeur"), max_length=150)
    funder_quality = models.CharField(_("en qualité de"), max_length=150)
    signatory = models.CharField(_("signataire de la structure"), max_length=150, blank=True)
    signatory_quality = models.CharField(_("en qualité de"), max_length=150, blank=True)
    signed_on = models.DateField(_("signée le"), null=True)
    signed_by = models.ForeignKey("platform.User", models.PROTECT, null=True, related_name="+")
    board_decision = models.CharField(_("décision de l’instance"), max_length=300, blank=True)
    board_decided_on = models.DateField(_("décidée le"), null=True)
    changed_at = models.DateTimeField(_("modifiée le"), auto_now=True)

    class Meta:
        verbose_name = _("convention")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["-signed_on", "-id"], name="funding_agreement_latest")]
        constraints = [
            models.UniqueConstraint("funder", "number", name="funding_agreement_number_once"),
            models.UniqueConstraint("plan", "funder", name="funding_one_agreement_a_plan"),
            models.CheckConstraint(
                condition=Q(committed_cents__lte=F("grant_cents")),
                name="funding_statements_within_grant",
            ),
            models.CheckConstraint(
                condition=Q(state=AgreementState.DRAFTED)
                | (
                    Q(signed_on__isnull=False, board_decided_on__lte=F("signed_on"))
                    & ~Q(signatory="")
                    & ~Q(signatory_quality="")
                    & ~Q(board_decision="")
                ),
                name="funding_signed_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def grant(self) -> Money:
        return Money(self.grant_cents)

    @property
    def is_signed(self) -> bool:
        return self.state == AgreementState.SIGNED


class Annex(models.Model):
    """A scheme version signed with the agreement, or by an amendment, from a year on."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="annexes")
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    from_year = models.PositiveSmallIntegerField(_("à partir de l’année"))
    signed_on = models.DateField(_("signée le"), null=True)

    class Meta:
        verbose_name = _("annexe")
        ordering = ["from_year"]
        constraints = [
            models.UniqueConstraint("agreement", "from_year", name="funding_one_annex_a_year")
        ]


class LineWeight(models.Model):
    """What a target weighs in its year: a whole number out of the sum of the year's."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="weights")
    target = models.ForeignKey("plans.YearTarget", models.PROTECT, related_name="+")
    weight = models.PositiveIntegerField(_("poids"))

    class Meta:
        verbose_name = _("poids d’une ligne")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("agreement", "target", name="funding_one_weight_a_target")
        ]


class Tranche(models.Model):
    """The most that a year can release, and what was paid before its review."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="tranches")
    year = models.PositiveSmallIntegerField(_("année"))
    max_cents = models.PositiveBigIntegerField(_("maximum (centimes)"))
    prepaid_cents = models.PositiveBigIntegerField(_("acompte (centimes)"), default=0)
    prepaid_on = models.DateField(_("acompte versé le"), null=True)

    class Meta:
        verbose_name = _("tranche")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint("agreement", "year", name="funding_one_tranche_a_year"),
            models.CheckConstraint(
                condition=Q(prepaid_cents__lte=F("max_cents")),
                name="funding_prepaid_within_tranche",
            ),
        ]

    @property
    def most(self) -> Money:
        return Money(self.max_cents)

    @property
    def prepaid(self) -> Money:
        return Money(self.prepaid_cents)


#: More was paid before the review than the year releases, as far as that is known.
OVERPAID = LessThan(Coalesce("due_cents", "prepaid_cents"), F("prepaid_cents"))


class Statement(models.Model):
    """What a year releases, as drafted, proposed, then decided and kept byte for byte."""

    tranche = models.ForeignKey(Tranche, models.PROTECT, related_name="statements")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(
        _("état"),
        max_length=10,
        choices=[(s, s) for s in StatementState],
        default=StatementState.DRAFTED,
    )
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="+")
    due_cents = models.PositiveBigIntegerField(_("aide due (centimes)"), null=True)
    prepaid_cents = models.PositiveBigIntegerField(_("déjà versé (centimes)"), default=0)
    computed_at = models.DateTimeField(_("calculé le"), null=True)
    submitted_on = models.DateField(_("bilan transmis le"), null=True)
    proposed_by = models.ForeignKey("platform.User", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(_("proposé le"), null=True)
    sent_back_reason = models.CharField(_("renvoyé parce que"), max_length=500, blank=True)
    decided_by = models.ForeignKey("platform.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    decision_key = models.CharField(max_length=64, blank=True)
    frozen = models.BinaryField(_("contenu figé"), null=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)
    pdf = models.BinaryField(_("PDF figé"), null=True)
    pdf_sha256 = models.CharField(_("empreinte du PDF"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("état de versement")
        ordering = ["tranche", "-version"]
        indexes = [
            models.Index(
                fields=["proposed_at"],
                condition=Q(proposed_at__isnull=False),
                name="funding_statement_proposed",
            ),
            models.Index(fields=["tranche", "state"], name="funding_statement_state"),
            models.Index(
                OrderBy(OVERPAID, descending=True),
                "submitted_on",
                "id",
                condition=Q(submitted_on__isnull=False, decided_at__isnull=True),
                name="funding_statement_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint("tranche", "version", name="funding_statement_version_once"),
            models.UniqueConstraint(
                "tranche",
                condition=~Q(state=StatementState.DECIDED),
                name="funding_one_open_statement",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("proposed_by")),
                name="funding_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=StatementState.DRAFTED) | Q(submitted_on__isnull=False),
                name="funding_submitted_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[StatementState.DRAFTED, StatementState.SUBMITTED])
                | Q(due_cents__isnull=False, proposed_by__isnull=False),
                name="funding_proposed_has_an_amount",
            ),
            models.CheckConstraint(
                condition=(
                    ~Q(state=StatementState.DECIDED)
                    & Q(frozen__isnull=True, decided_by__isnull=True)
                )
                | (
                    Q(state=StatementState.DECIDED, frozen__isnull=False, pdf__isnull=False)
                    & Q(decided_by__isnull=False)
                    & ~Q(sha256="")
                ),
                name="funding_decided_is_frozen",
            ),
        ]

    @property
    def due(self) -> Money | None:
        return None if self.due_cents is None else Money(self.due_cents)

    @property
    def prepaid(self) -> Money:
        return Money(self.prepaid_cents)

    @property
    def is_final(self) -> bool:
        return self.state == StatementState.DECIDED

    @property
    def year(self) -> int:
        return self.tranche.year

    @property
    def agreement(self) -> Agreement:
        return self.tranche.agreement


class StatementLine(models.Model):
    """A line of a statement: its target, its ceiling, what it is paid once it is known."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="lines")
    target = models.ForeignKey("plans.YearTarget", models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rang"))
    name = models.CharField(_("objectif"), max_length=200)
    weight = models.PositiveIntegerField(_("poids"))
    of_weights = models.PositiveIntegerField(_("somme des poids de l’année"))
    ceiling_cents = models.PositiveBigIntegerField(_("plafond (centimes)"))
    achievement = models.CharField(_("atteinte"), max_length=90, blank=True)
    paid_cents = models.PositiveBigIntegerField(_("payé (centimes)"), null=True)

    class Meta:
        verbose_name = _("ligne d’un état")
        ordering = ["statement", "rank"]
        constraints = [
            models.UniqueConstraint("statement", "target", name="funding_one_line_a_target"),
            models.CheckConstraint(
                condition=Q(paid_cents__isnull=True) | Q(paid_cents__lte=F("ceiling_cents")),
                name="funding_paid_within_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(weight__lte=F("of_weights")), name="funding_weight_within_sum"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def ceiling(self) -> Money:
        return Money(self.ceiling_cents)

    @property
    def paid(self) -> Money | None:
        return None if self.paid_cents is None else Money(self.paid_cents)

    @property
    def share_of_year(self) -> Fraction:
        return Fraction(self.weight, self.of_weights or 1)

    @property
    def progress(self) -> Fraction | None:
        return Fraction(self.achievement) if self.achievement else None
