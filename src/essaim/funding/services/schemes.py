"""Schemes are published, never changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from essaim.funding.domain.statement import digest
from essaim.funding.importers import scheme_from, shipped_schemes
from essaim.funding.models import SchemeVersion
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.files import read_yaml
from essaim.platform.services import keep_audit_line


@transaction.atomic
def publish_scheme(*, text: str, by: Viewer) -> SchemeVersion:
    """Keep a version of a scheme; the same text again is the same version.

    Raises:
        DomainError: ``scheme_version_is_frozen``, and each fault of the text.
    """
    scheme, mark = scheme_from(text), digest(text.encode())
    known = SchemeVersion.objects.filter(urn=scheme.urn).first()
    if known is not None:
        if known.digest != mark:
            raise DomainError("scheme_version_is_frozen", urn=scheme.urn)
        return known
    start = scheme.validity.start or date.min  # read_scheme asks for a start
    version = SchemeVersion.objects.create(
        urn=scheme.urn,
        key=scheme.key,
        version=scheme.version,
        valid_from=start,
        valid_until=scheme.validity.end,
        source=text,
        data=read_yaml(text)[0],
        digest=mark,
    )
    keep_audit_line(version, act="publish_scheme", by=by)
    return version


@transaction.atomic
def load_shipped_schemes(*, by: Viewer) -> tuple[SchemeVersion, ...]:
    """Publish every version that comes with Essaim."""
    return tuple(publish_scheme(text=text, by=by) for text in shipped_schemes())
