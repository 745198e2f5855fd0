"""Who answered, by which link, and every answer, former ones kept; days only, never hours."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.crossed_views import Collective, Mark
from essaim.diagnosis.domain.links import LinkKind
from essaim.diagnosis.domain.roles import Absence, CollectionMode
from essaim.diagnosis.models.campaigns import ROLE_CHOICES, AskedQuestion, CampaignRound

MODE_CHOICES = [(mode, mode) for mode in CollectionMode]
#: Not asked is told by the questions; it is no answer.
ABSENCE_CHOICES = [(a, a) for a in Absence if a is not Absence.NOT_ASKED]


class RespondentLink(models.Model):
    """A signed way in without account; only the digest of its secret is kept."""

    campaign_round = models.ForeignKey(CampaignRound, models.CASCADE, related_name="links")
    kind = models.CharField(_("nature"), max_length=10, choices=[(k, k) for k in LinkKind])
    role = models.CharField(_("rôle"), max_length=30, choices=ROLE_CHOICES)
    code = models.CharField(_("code"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    places = models.PositiveSmallIntegerField(_("nombre de personnes"), default=1)
    expires_on = models.DateField(_("valable jusqu’au"))
    revoked_on = models.DateField(_("annulé le"), null=True)

    class Meta:
        verbose_name = _("lien de réponse")
        ordering = ["campaign_round", "pk"]
        constraints = [
            models.UniqueConstraint("campaign_round", "code", name="diagnosis_link_code_once"),
            models.CheckConstraint(condition=Q(places__gte=1), name="diagnosis_link_places"),
        ]

    def __str__(self) -> str:
        return self.code


class Respondent(models.Model):
    """One person in one role in one round, known by a code that names no one."""

    campaign_round = models.ForeignKey(CampaignRound, models.CASCADE, related_name="respondents")
    role = models.CharField(_("rôle"), max_length=30, choices=ROLE_CHOICES)
    code = models.CharField(_("code"), max_length=12)
    link = models.ForeignKey(RespondentLink, models.PROTECT, null=True, related_name="respondents")
    #: What is typed and not yet sent: answers by criterion, kept after each screen.
    draft = models.JSONField(default=dict)
    created_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("répondant·e")
        ordering = ["campaign_round", "pk"]
        indexes = [
            models.Index(fields=["campaign_round", "role"], name="diagnosis_respondent_role")
        ]
        constraints = [
            models.UniqueConstraint("campaign_round", "code", name="diagnosis_respondent_code")
        ]

    def __str__(self) -> str:
        return self.code


class Submission(models.Model):
    """What one person sent at once; the current one counts, the former ones stay."""

    respondent = models.ForeignKey(Respondent, models.CASCADE, related_name="submissions")
    key = models.CharField(_("clé d’envoi"), max_length=36)
    mode = models.CharField(_("mode de recueil"), max_length=10, choices=MODE_CHOICES)
    collector = models.ForeignKey(
        "platform.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    has_trusted_person = models.BooleanField(_("avec une personne de confiance"), default=False)
    #: Own free consent of the head of the organisation to be shown as one person.
    consents_alone = models.BooleanField(_("accepte d’être montré·e seul·e"), default=False)
    is_current = models.BooleanField(default=True)
    sent_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("envoi")
        ordering = ["respondent", "pk"]
        constraints = [
            models.UniqueConstraint("respondent", "key", name="diagnosis_submission_key"),
            models.UniqueConstraint(
                "respondent", condition=Q(is_current=True), name="diagnosis_one_current"
            ),
        ]


class Answer(models.Model):
    """One criterion answered by one person: a level, or why there is none, and a word."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="answers")
    question = models.ForeignKey(AskedQuestion, models.PROTECT, related_name="answers")
    level = models.SmallIntegerField(_("niveau"), null=True)
    absence = models.CharField(_("absence"), max_length=20, choices=ABSENCE_CHOICES, blank=True)
    reason = models.CharField(_("pas concerné·e parce que"), max_length=500, blank=True)
    comment = models.TextField(_("un mot de plus"), blank=True)

    class Meta:
        verbose_name = _("réponse")
        ordering = ["submission", "question__position"]
        constraints = [
            models.UniqueConstraint("submission", "question", name="diagnosis_answer_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=False, absence="")
                | Q(level__isnull=True) & ~Q(absence=""),
                name="diagnosis_level_or_absence",
            ),
        ]

    @property
    def mark(self) -> Mark:
        return Absence(self.absence) if self.level is None else self.level


class CollectiveAnswer(models.Model):
    """What a group said together, once read back to it and accepted."""

    campaign_round = models.ForeignKey(
        CampaignRound, models.CASCADE, related_name="collective_answers"
    )
    role = models.CharField(_("rôle"), max_length=30, choices=ROLE_CHOICES)
    n = models.PositiveSmallIntegerField(_("nombre de personnes présentes"))
    collector = models.ForeignKey("platform.User", models.PROTECT, related_name="+")
    said_on = models.DateField(default=timezone.localdate)
    accepted_on = models.DateField(_("relu et accepté le"), null=True)

    class Meta:
        verbose_name = _("réponse collective")
        ordering = ["campaign_round", "role"]
        constraints = [
            models.UniqueConstraint("campaign_round", "role", name="diagnosis_collective_once"),
            models.CheckConstraint(condition=Q(n__gte=2), name="diagnosis_collective_from_two"),
        ]


class CollectiveLevel(models.Model):
    """One criterion of a collective answer; no level says « pas d’accord entre nous »."""

    collective = models.ForeignKey(CollectiveAnswer, models.CASCADE, related_name="levels")
    question = models.ForeignKey(AskedQuestion, models.PROTECT, related_name="+")
    level = models.SmallIntegerField(_("niveau"), null=True)
    minority_remark = models.TextField(_("remarque minoritaire"), blank=True)
    comment = models.TextField(_("un mot de plus"), blank=True)

    class Meta:
        verbose_name = _("niveau collectif")
        ordering = ["collective", "question__position"]
        constraints = [
            models.UniqueConstraint("collective", "question", name="diagnosis_collective_level")
        ]

    def to_domain(self) -> Collective:
        return Collective(self.collective.n, self.level)
