"""A campaign: one organisation, one framework version, kept by a third party."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.campaign import Anchor, CampaignState, Question, Terms
from essaim.diagnosis.domain.roles import RespondentRole

ROLE_CHOICES = [(role, role) for role in RespondentRole]


class Campaign(models.Model):
    """Who is asked what, why, and when they are answered; owned by the adviser's agency."""

    organisation = models.ForeignKey(
        "platform.Organisation", models.PROTECT, related_name="campaigns"
    )
    owner = models.ForeignKey(
        "platform.Organisation", models.PROTECT, related_name="campaigns_owned"
    )
    framework_version = models.ForeignKey(
        "frameworks.FrameworkVersion", models.PROTECT, related_name="+"
    )
    title = models.CharField(_("intitulé"), max_length=200)
    purpose = models.TextField(_("but"), blank=True)
    cse_informed_on = models.DateField(_("CSE informé le"), null=True, blank=True)
    has_no_cse = models.BooleanField(_("pas de CSE"), default=False)
    is_paid_time = models.BooleanField(_("temps payé"), null=True)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in CampaignState], default=CampaignState.DRAFT
    )
    #: Each form's numbers are checked when it comes back: two people may edit the same draft.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("campagne")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organisation", "state"], name="diagnosis_campaign_state"),
            models.Index(
                fields=["owner", "organisation", "state"], name="diagnosis_campaign_carried"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(owner=models.F("organisation")), name="diagnosis_third_party"
            )
        ]

    def __str__(self) -> str:
        return self.title


class CampaignRound(models.Model):
    """One turn of a campaign: published once, at its close; later answers wait for the next."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("tour"), default=1)
    promised_on = models.DateField(_("réponse promise le"), null=True, blank=True)
    opened_on = models.DateField(_("ouvert le"), null=True)
    closed_on = models.DateField(_("clos le"), null=True)
    published_on = models.DateField(_("publié le"), null=True)
    #: The day its diagnosis was signed by both and those who answered were answered.
    settled_on = models.DateField(_("achevé le"), null=True)

    class Meta:
        verbose_name = _("tour de campagne")
        ordering = ["campaign", "number"]
        indexes = [
            models.Index(
                fields=["promised_on"],
                condition=Q(published_on__isnull=True),
                name="diagnosis_round_promised",
            ),
            models.Index(
                fields=["closed_on"],
                condition=Q(closed_on__isnull=False, settled_on__isnull=True),
                name="diagnosis_round_unsettled",
            ),
            models.Index(fields=["campaign", "number", "promised_on"], name="diagnosis_round_last"),
        ]
        constraints = [
            models.UniqueConstraint("campaign", "number", name="diagnosis_round_once"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(closed_on__isnull=False),
                name="diagnosis_published_when_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.number}"

    @property
    def state(self) -> CampaignState:
        if self.published_on:
            return CampaignState.PUBLISHED
        if self.closed_on:
            return CampaignState.CLOSED
        return CampaignState.OPEN if self.opened_on else CampaignState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state is CampaignState.OPEN

    @property
    def is_reply_late(self) -> bool:
        return bool(self.promised_on and self.promised_on < timezone.localdate())

    def terms(self) -> Terms:
        told = self.campaign
        return Terms(
            told.purpose, told.cse_informed_on, told.has_no_cse, told.is_paid_time, self.promised_on
        )


class AskedQuestion(models.Model):
    """One criterion put to one role, in its words; copied so that a campaign never shifts."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="questions")
    role = models.CharField(_("rôle"), max_length=30, choices=ROLE_CHOICES)
    criterion = models.CharField(_("critère"), max_length=60)
    position = models.PositiveSmallIntegerField()
    text_fr = models.CharField(_("question"), max_length=300)
    text_en = models.CharField(_("question en anglais"), max_length=300, blank=True)
    anchors = models.JSONField(_("repères"), default=list)

    class Meta:
        verbose_name = _("question posée")
        ordering = ["campaign", "role", "position"]
        constraints = [
            models.UniqueConstraint("campaign", "role", "criterion", name="diagnosis_asked_once")
        ]

    def __str__(self) -> str:
        return self.text_fr

    def to_domain(self) -> Question:
        anchors = tuple(Anchor(a["value"], a["fr"], a.get("en", "")) for a in self.anchors)
        role = RespondentRole(self.role)
        return Question(role, self.criterion, self.text_fr, self.text_en, anchors)
