"""What leaves a round: published figures, released words, decided ratings, the reply."""

from __future__ import annotations

from fractions import Fraction

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.crossed_views import RoleView, Standing
from essaim.diagnosis.domain.release import Outcome
from essaim.diagnosis.models.answers import Answer, CollectiveLevel
from essaim.diagnosis.models.campaigns import ROLE_CHOICES, CampaignRound


class PublishedFigure(models.Model):
    """What was printed of one role on one criterion when the round was published; frozen."""

    campaign_round = models.ForeignKey(CampaignRound, models.CASCADE, related_name="figures")
    #: One of the closed list of publishable tables.
    table = models.CharField(max_length=20, default="crossed_views")
    criterion = models.CharField(_("critère"), max_length=60)
    role = models.CharField(_("rôle"), max_length=30, choices=ROLE_CHOICES)
    standing = models.CharField(max_length=10, choices=[(s, s) for s in Standing])
    n = models.PositiveSmallIntegerField(null=True)
    median = models.CharField(_("médiane"), max_length=12, blank=True)
    dispersion = models.CharField(max_length=24, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("chiffre publié")
        ordering = ["campaign_round", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                "campaign_round", "table", "criterion", "role", name="diagnosis_figure_once"
            ),
            models.CheckConstraint(
                condition=~Q(standing=Standing.HIDDEN)
                | Q(n__isnull=True, median="", dispersion=""),
                name="diagnosis_hidden_says_nothing",
            ),
        ]

    def to_domain(self) -> RoleView:
        return RoleView(
            Standing(self.standing),
            self.n,
            Fraction(self.median) if self.median else None,
            Fraction(self.dispersion) if self.dispersion else None,
        )


class Release(models.Model):
    """A comment read by somebody outside the employer, and what was decided of it."""

    campaign_round = models.ForeignKey(CampaignRound, models.CASCADE, related_name="releases")
    answer = models.OneToOneField(Answer, models.CASCADE, null=True, related_name="release")
    collective_level = models.OneToOneField(
        CollectiveLevel, models.CASCADE, null=True, related_name="release"
    )
    criterion = models.CharField(_("critère"), max_length=60)
    role = models.CharField(_("rôle"), max_length=30, choices=ROLE_CHOICES)
    outcome = models.CharField(max_length=10, choices=[(o, o) for o in Outcome])
    reason = models.CharField(_("raison"), max_length=300, blank=True)
    reader = models.ForeignKey("platform.User", models.PROTECT, related_name="+")
    read_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("lecture d’une parole")
        ordering = ["campaign_round", "criterion", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=False) ^ Q(collective_level__isnull=False),
                name="diagnosis_release_of_one_word",
            )
        ]


class ReleasedExcerpt(models.Model):
    """Words that may be read by an audience; the original stays beside, unread."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="excerpts")
    text = models.TextField(_("verbatim diffusé"))
    is_reworded = models.BooleanField(_("reformulé"), default=False)
    is_for_organisation = models.BooleanField(_("pour la direction et le conseil"), default=True)
    is_for_funders = models.BooleanField(_("pour les financeurs"), default=False)
    is_for_respondents = models.BooleanField(_("pour les personnes interrogées"), default=True)
    withdrawn_on = models.DateField(_("retiré le"), null=True)

    class Meta:
        verbose_name = _("verbatim diffusé")
        ordering = ["release", "pk"]

    def __str__(self) -> str:
        return self.text


class ConsolidationMeeting(models.Model):
    """Where the views met: when, and who was there by role, never by name."""

    campaign_round = models.OneToOneField(CampaignRound, models.CASCADE, related_name="meeting")
    held_on = models.DateField(_("tenue le"))
    attendance = models.CharField(_("présents, par rôle"), max_length=300, blank=True)
    note = models.TextField(_("compte rendu"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("réunion de consolidation")


class ConsolidatedRating(models.Model):
    """The level decided together for a criterion, and why; a draft while it has none."""

    campaign_round = models.ForeignKey(CampaignRound, models.CASCADE, related_name="ratings")
    criterion = models.CharField(_("critère"), max_length=60)
    level = models.SmallIntegerField(_("niveau décidé"), null=True)
    is_not_applicable = models.BooleanField(_("non concerné"), default=False)
    reason = models.TextField(_("raison"), blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), default=0)
    version = models.PositiveIntegerField(default=1)
    decided_on = models.DateField(default=timezone.localdate)

    class Meta:
        verbose_name = _("appréciation consolidée")
        ordering = ["campaign_round", "criterion"]
        constraints = [
            models.UniqueConstraint("campaign_round", "criterion", name="diagnosis_rating_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(is_not_applicable=False),
                name="diagnosis_rating_or_not_applicable",
            ),
        ]


class Reply(models.Model):
    """What respondents are told: what was heard, what was done; dated."""

    campaign_round = models.ForeignKey(CampaignRound, models.CASCADE, related_name="replies")
    heard = models.TextField(_("ce que nous avons entendu"))
    done = models.TextField(_("ce qui a été fait"))
    said_on = models.DateField(_("répondu le"), default=timezone.localdate)

    class Meta:
        verbose_name = _("réponse aux personnes interrogées")
        ordering = ["campaign_round", "said_on", "pk"]


class SharedDiagnosis(models.Model):
    """The diagnosis signed by the adviser and by the organisation; files frozen at signature."""

    campaign_round = models.OneToOneField(CampaignRound, models.CASCADE, related_name="diagnosis")
    summary = models.TextField(_("synthèse"), blank=True)
    version = models.PositiveIntegerField(default=1)
    adviser = models.ForeignKey("platform.User", models.PROTECT, null=True, related_name="+")
    adviser_signed_on = models.DateField(_("signé par l’accompagnement le"), null=True)
    director = models.ForeignKey("platform.User", models.PROTECT, null=True, related_name="+")
    director_signed_on = models.DateField(_("signé par la structure le"), null=True)
    submitted_on = models.DateField(_("transmis au financeur le"), null=True)
    #: What the report says, word for word, as the adviser signed it; *digest* is of it.
    content = models.JSONField(default=dict)
    docx = models.BinaryField(null=True)
    pdf = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("diagnostic partagé")

    @property
    def is_signed(self) -> bool:
        return self.adviser_signed_on is not None and self.director_signed_on is not None
