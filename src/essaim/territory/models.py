"""What a register says of a provider, and the registers that were brought."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.territory.domain.communes import Method
from essaim.territory.domain.layouts import Layout
from essaim.territory.domain.providers import ImportState
from essaim.territory.domain.register import Record

#: Register fields kept as they are written; the key of the organisation is its FINESS or SIRET.
REGISTER_FIELDS = (
    *("finess", "siret", "name", "address", "postcode", "city", "legal_form", "category"),
    *("phone", "website", "place_code", "commune_code", "match"),
)


class Provider(models.Model):
    """The register record of an organisation that helps people at home.

    No private person is ever a contact; ``origins`` keeps, for each value, its source, the
    vintage or day of that source, and the day it was taken.
    """

    organisation = models.OneToOneField(
        "platform.Organisation", models.CASCADE, related_name="provider"
    )
    name = models.CharField(_("raison sociale"), max_length=200)
    finess = models.CharField(_("FINESS de l’établissement"), max_length=9, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    legal_form = models.CharField(_("forme juridique"), max_length=80, blank=True)
    category = models.CharField(_("catégorie FINESS"), max_length=4, blank=True)
    headcount = models.PositiveIntegerField(_("effectif salarié"), null=True, blank=True)
    activity_marks = models.CharField(_("activités"), max_length=400, blank=True)
    modes = models.JSONField(_("modes d’intervention"), default=list, blank=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    city = models.CharField(_("localité, comme au registre"), max_length=80, blank=True)
    place_code = models.CharField(_("code INSEE du lieu"), max_length=5, blank=True)
    commune_code = models.CharField(_("code INSEE de la commune"), max_length=5, blank=True)
    department = models.CharField(_("département"), max_length=3, blank=True)
    match = models.CharField(
        _("rapprochement"), max_length=10, choices=[(m, m) for m in Method], default=Method.NONE
    )
    service_area = models.JSONField(_("territoire d’intervention"), default=list, blank=True)
    phone = models.CharField(_("téléphone de la structure"), max_length=30, blank=True)
    email = models.EmailField(_("adresse électronique de la structure"), blank=True)
    website = models.CharField(_("site de la structure"), max_length=200, blank=True)
    vintage = models.CharField(_("millésime des communes"), max_length=10, blank=True)
    origins = models.JSONField(default=dict, blank=True)
    folded = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("structure d’aide à domicile")
        ordering = ["folded", "pk"]
        constraints = [
            models.UniqueConstraint(
                "finess", condition=~Q(finess=""), name="territory_provider_finess_once"
            ),
            models.UniqueConstraint(
                "siret", condition=~Q(siret=""), name="territory_provider_siret_once"
            ),
        ]
        indexes = [
            models.Index(fields=["folded", "id"], name="territory_provider_order"),
            models.Index(fields=["department", "folded"], name="territory_provider_department"),
            models.Index(fields=["commune_code"], name="territory_provider_commune"),
            models.Index(fields=["department", "organisation"], name="territory_provider_counted"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def activities(self) -> list[str]:
        """Return the codes of the activities; rows keep them between spaces, to be looked for."""
        return self.activity_marks.split()

    def to_record(self) -> Record:
        values = {name: str(getattr(self, name)) for name in REGISTER_FIELDS}
        headcount = "" if self.headcount is None else str(self.headcount)
        return Record(self.pk, self.finess, self.siret, values | {"headcount": headcount})


class RegisterImport(models.Model):
    """A register somebody brought: how it is read, what it would do, what it did."""

    organisation = models.ForeignKey(
        "platform.Organisation", models.PROTECT, null=True, related_name="+"
    )
    file = models.ForeignKey("platform.StoredFile", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("nom du fichier"), max_length=200)
    layout = models.CharField(max_length=10, choices=[(each, each) for each in Layout])
    sheet = models.CharField(max_length=60, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    separator = models.CharField(max_length=1, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in ImportState], default=ImportState.READ
    )
    report = models.JSONField(default=dict)
    author = models.CharField(max_length=40)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("import de registre")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
