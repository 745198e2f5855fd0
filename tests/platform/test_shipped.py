"""An installation holds what Essaim ships, once, whatever the number of starts."""

import pytest

from essaim.frameworks.models import FrameworkVersion
from essaim.funding.models import SchemeVersion
from essaim.platform import checks, shipped


@pytest.mark.django_db
def test_what_is_shipped_is_kept_once() -> None:
    shipped.install()
    kept = (FrameworkVersion.objects.count(), SchemeVersion.objects.count())
    shipped.install()

    assert (FrameworkVersion.objects.count(), SchemeVersion.objects.count()) == kept
    assert min(kept) > 0


@pytest.mark.django_db
def test_an_empty_installation_has_no_fault() -> None:
    assert not any(checks.faults().values())
    assert not any(checks.faults(privacy=True).values())
