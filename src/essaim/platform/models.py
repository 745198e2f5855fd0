"""What the database keeps of accounts, tenants, mandates, acts, links, jobs and files."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.platform.domain.accompaniment import Step
from essaim.platform.domain.audit import Entry, Sealed
from essaim.platform.domain.jobs import JobState
from essaim.platform.domain.thread import Edge, NodeRef
from essaim.platform.domain.viewer import MandateKind, OrganisationKind, Role


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account; people log in with their e-mail address, whatever its case."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    name = models.CharField(_("nom"), max_length=150)
    is_active = models.BooleanField(_("actif"), default=True)
    language = models.CharField(_("langue"), max_length=5, default="fr")
    theme = models.CharField(_("apparence"), max_length=5, default="auto")

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("compte")
        constraints = [models.UniqueConstraint(Lower("email"), name="platform_user_email_once")]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """The tenant: the body that owns files and to which people belong."""

    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(_("nature"), max_length=20, choices=[(k, k) for k in OrganisationKind])

    class Meta:
        verbose_name = _("structure")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """The role of an account in an organisation."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rôle"), max_length=20, choices=[(role, role) for role in Role])

    class Meta:
        verbose_name = _("habilitation")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("user", "organisation", "role", name="platform_membership_once")
        ]


class Mandate(models.Model):
    """An outside organisation serves this one: accompanies, funds or studies it."""

    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates")
    kind = models.CharField(_("nature"), max_length=20, choices=[(k, k) for k in MandateKind])
    since = models.DateField(_("depuis"), default=timezone.localdate)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandat")
        constraints = [
            models.UniqueConstraint(
                "holder",
                "organisation",
                "kind",
                condition=Q(until__isnull=True),
                name="platform_mandate_once",
            )
        ]
        #: All that a scope asks of a mandate, for a row of any table: read in the index alone.
        indexes = [
            models.Index(
                fields=["organisation", "kind", "holder", "since", "until"],
                name="platform_mandate_scope",
            )
        ]


class Accompaniment(models.Model):
    """Where an accompaniment stands, who carries it, and when its step falls due."""

    mandate = models.OneToOneField(Mandate, models.CASCADE, related_name="accompaniment")
    adviser = models.ForeignKey(User, models.SET_NULL, null=True, related_name="accompaniments")
    step = models.CharField(
        _("étape"), max_length=20, choices=[(s, s) for s in Step], default=Step.RECEPTION
    )
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    opinion = models.TextField(_("avis du comité d’appui"), blank=True)
    reason = models.TextField(_("raison"), blank=True)

    class Meta:
        verbose_name = _("accompagnement")
        indexes = [
            models.Index(fields=["step", "due_on", "mandate"], name="platform_step_due"),
            models.Index(fields=["due_on", "step", "mandate"], name="platform_due"),
            models.Index(fields=["adviser", "due_on"], name="platform_adviser_due"),
        ]


class AuditHead(models.Model):
    """The end of one chain of the log; locked while a line is added."""

    chain = models.CharField(max_length=20, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64)


class AuditLine(models.Model):
    """Who did what, when, to which row: ids only, written once, never changed."""

    chain = models.CharField(max_length=20)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    author = models.CharField(max_length=40)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ligne du journal")
        ordering = ["chain", "number"]
        constraints = [models.UniqueConstraint("chain", "number", name="platform_audit_once")]
        indexes = [models.Index(fields=["subject"], name="platform_audit_subject")]

    def to_domain(self) -> Sealed:
        moment = self.at.astimezone(timezone.get_fixed_timezone(0)).isoformat()
        entry = Entry(self.chain, self.number, moment, self.author, self.act, self.subject)
        return Sealed(entry, self.previous, self.digest)


class Link(models.Model):
    """One link of the thread, from what asked to what answered."""

    kind = models.CharField(max_length=40)
    source_kind = models.CharField(max_length=40)
    source_id = models.PositiveBigIntegerField()
    target_kind = models.CharField(max_length=40)
    target_id = models.PositiveBigIntegerField()
    author = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("lien du fil")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "kind",
                "source_kind",
                "source_id",
                "target_kind",
                "target_id",
                name="platform_link_once",
            )
        ]
        indexes = [
            models.Index(fields=["source_kind", "source_id"], name="platform_link_source"),
            models.Index(fields=["target_kind", "target_id"], name="platform_link_target"),
        ]

    def to_domain(self) -> Edge:
        source = NodeRef(self.source_kind, self.source_id)
        return Edge(self.kind, source, NodeRef(self.target_kind, self.target_id))


class Job(models.Model):
    """A long work somebody asked for: it can be left, found again, cancelled."""

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="jobs")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+")
    arguments = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=[(s, s) for s in JobState], default=JobState.QUEUED
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)
    refusal = models.TextField(blank=True)
    is_cancel_asked = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tâche de fond")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class StoredFile(models.Model):
    """A file somebody gave: kept under a name of ours, served to those who see its owner."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    original_name = models.CharField(_("nom du fichier"), max_length=200)
    stored_as = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    author = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("fichier")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.original_name
