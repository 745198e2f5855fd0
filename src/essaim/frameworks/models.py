"""Versions that never change once used, the other files of the library, values entered once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.frameworks.domain.documents import DocumentKind
from essaim.frameworks.domain.facts import Fact, Indicator
from essaim.frameworks.domain.framework import Family, Kind, Status
from essaim.frameworks.domain.words import Words


class FrameworkVersion(models.Model):
    """One version of a framework; its *content* is canonical and its *digest* proves it."""

    urn = models.CharField(max_length=140, unique=True)
    code = models.CharField(_("référentiel"), max_length=50)
    version = models.CharField(_("version"), max_length=20)
    kind = models.CharField(max_length=12, choices=[(each, each) for each in Kind])
    family = models.CharField(max_length=12, blank=True, choices=[(f, f) for f in Family])
    status = models.CharField(
        _("état"), max_length=10, choices=[(status, status) for status in Status]
    )
    title_fr = models.CharField(_("titre"), max_length=300)
    title_en = models.CharField(max_length=300)
    criteria_count = models.PositiveIntegerField(default=0)
    seed_count = models.PositiveIntegerField(default=0)
    public_count = models.PositiveIntegerField(default=0)
    content = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    source_digest = models.CharField(max_length=64, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="following")
    author = models.CharField(max_length=40)
    loaded_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("version de référentiel")
        ordering = ["code", "-pk"]
        constraints = [
            models.UniqueConstraint("code", "version", name="frameworks_version_once"),
            models.CheckConstraint(condition=~Q(digest=""), name="frameworks_version_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def words(self) -> Words:
        return Words(self.title_fr, self.title_en)

    @property
    def title(self) -> str:
        return self.words.said(get_language() or "fr")

    @property
    def reconstruction_count(self) -> int:
        """How many criteria are ours."""
        return self.criteria_count - self.seed_count - self.public_count


class ReferenceDocument(models.Model):
    """Another file of the library: parameters, crosswalk, lists, indicators; the last rules."""

    urn = models.CharField(max_length=140, unique=True)
    kind = models.CharField(max_length=12, choices=[(each, each) for each in DocumentKind])
    content = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)
    source_digest = models.CharField(max_length=64, blank=True)
    author = models.CharField(max_length=40)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("fichier de référence")
        ordering = ["kind", "-pk"]

    def __str__(self) -> str:
        return self.urn


class BridgeConfirmation(models.Model):
    """Somebody read the bridges a new version kept of the former, and confirmed them."""

    version = models.OneToOneField(
        FrameworkVersion, models.CASCADE, related_name="bridge_confirmation"
    )
    author = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("correspondances confirmées")


class IndicatorValue(models.Model):
    """The value of an indicator for one year, entered once; a correction keeps the former."""

    organisation = models.ForeignKey("platform.Organisation", models.PROTECT, related_name="+")
    indicator = models.CharField(_("indicateur"), max_length=60)
    year = models.PositiveSmallIntegerField(_("année"))
    value = models.DecimalField(_("valeur"), max_digits=18, decimal_places=6, null=True)
    unavailable = models.CharField(_("non disponible parce que"), max_length=500, blank=True)
    evidence = models.ForeignKey("platform.StoredFile", models.PROTECT, null=True, related_name="+")
    effective_on = models.DateField(_("date d’effet"), null=True)
    author = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("valeur d’indicateur")
        ordering = ["indicator", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                "indicator",
                "year",
                condition=Q(replaced_at__isnull=True),
                name="frameworks_value_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True) ^ Q(unavailable=""),
                name="frameworks_value_or_reason",
            ),
        ]

    def to_domain(self, indicator: Indicator) -> Fact:
        return Fact(
            indicator,
            self.year,
            None if self.value is None else self.value.normalize(),
            self.unavailable,
            self.evidence.original_name if self.evidence else "",
            self.effective_on,
        )
