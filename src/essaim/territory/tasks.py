"""Long works of the territory."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from essaim.platform.domain.viewer import Viewer
from essaim.platform.jobs import Progress
from essaim.territory import services


def import_register(progress: Progress, arguments: dict[str, Any], by: Viewer) -> dict[str, Any]:
    row = services.finish_import(
        register_import_id=arguments["register_import_id"], by=by, report=progress.report
    )
    return {"url": reverse("territory:register-import", args=[row.pk])}
