"""Pages of the house: patterns, help, statements, log, files, mail of the demonstration, errors."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from essaim.platform import queries
from essaim.platform.domain.viewer import Role
from essaim.platform.http import account_required, page_of, viewer_of
from essaim.platform.specimens import specimens

#: Letters of the demonstration shown at once.
LETTERS = 20


@require_safe
def motifs(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/motifs.html", specimens())


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/help.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/privacy.html")


@require_safe
@account_required
def audit(request: HttpRequest) -> HttpResponse:
    """Show the log to directors (their organisation) and operators (ids of the whole house)."""
    viewer = viewer_of(request)
    if not queries.holds(viewer, Role.DIRECTOR, Role.OPERATOR):
        raise Http404
    lines = queries.visible_audit_lines(viewer).order_by("-at", "-number")
    page = page_of(lines, request.GET)
    names = queries.author_names(viewer, [line.author for line in page])
    return render(request, "platform/audit.html", {"page": page, "names": names})


@require_safe
@account_required
def file_download(request: HttpRequest, file_id: int) -> FileResponse:
    """Serve a file as an attachment, under the name it came with; never inline."""
    row = get_object_or_404(queries.visible_files(viewer_of(request)), pk=file_id)
    content = default_storage.open(row.stored_as)
    response = FileResponse(content, as_attachment=True, filename=row.original_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@account_required
def mail(request: HttpRequest) -> HttpResponse:
    """Show the letters the demonstration would have sent."""
    if not settings.ESSAIM_DEMO:
        raise Http404
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), reverse=True)[:LETTERS] if folder.exists() else []
    return render(request, "platform/mail.html", {"letters": [_letter(each) for each in files]})


def _letter(path: Path) -> dict[str, str]:
    message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    return {
        "subject": str(message["subject"]),
        "to": str(message["to"]),
        "date": str(message["date"]),
        "text": body.get_content() if isinstance(body, EmailMessage) else "",
    }


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say what was too much, or broken, before any page could read it."""
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
