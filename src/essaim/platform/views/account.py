"""Members and roles of an organisation; the reader's own choices."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from essaim.platform import queries, services
from essaim.platform.domain.viewer import Role
from essaim.platform.forms import InviteForm
from essaim.platform.http import account_required, viewer_of
from essaim.platform.models import Organisation

YEAR = 365 * 24 * 3600
LONGEST_ADDRESS = 2000


@require_safe
@account_required
def members(request: HttpRequest, organisation_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    organisation = get_object_or_404(queries.own_organisations(viewer), pk=organisation_id)
    return _members_page(request, organisation, InviteForm())


def _members_page(
    request: HttpRequest, organisation: Organisation, form: InviteForm, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    held = queries.roles_in(viewer, organisation.pk)
    context = {
        "organisation": organisation,
        "rows": queries.visible_memberships(viewer).filter(organisation=organisation),
        "form": form,
        "is_writable": bool(held & {Role.DIRECTOR, Role.OPERATOR}),
    }
    return render(request, "platform/members.html", context, status=status)


@require_POST
@account_required
def role_grant(request: HttpRequest, organisation_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    mine = queries.own_organisations(viewer, Role.DIRECTOR, Role.OPERATOR)
    organisation = get_object_or_404(mine, pk=organisation_id)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _members_page(request, organisation, form, status=422)
    facts = form.cleaned_data | {"role": Role(form.cleaned_data["role"])}
    services.invite_member(organisation_id=organisation.pk, by=viewer, **facts)
    return redirect("members", organisation.pk)


@require_POST
@account_required
def role_revoke(request: HttpRequest, membership_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    mine = queries.own_organisations(viewer, Role.DIRECTOR, Role.OPERATOR)
    rows = queries.visible_memberships(viewer).filter(organisation__in=mine)
    membership = get_object_or_404(rows, pk=membership_id)
    services.revoke_role(membership_id=membership.pk, by=viewer)
    return redirect("members", membership.organisation_id)


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep light or dark, and the language, then go back where the reader was."""
    response = HttpResponseRedirect(_way_back(request))
    theme, language = request.POST.get("theme"), request.POST.get("language")
    if theme:
        if request.user.is_authenticated:
            services.choose_appearance(theme=theme, by=viewer_of(request))
        if theme in {"auto", "light", "dark"}:
            _remember(response, "theme", theme)
    if language in {code for code, _name in settings.LANGUAGES}:
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
    return response


def _way_back(request: HttpRequest) -> str:
    """Return the page of ours the reader came from; the home where what was sent is none."""
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return back if is_ours and back.startswith("/") and len(back) <= LONGEST_ADDRESS else "/"


def _remember(response: HttpResponse, name: str, chosen: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, chosen, max_age=YEAR, samesite="Lax", secure=secure)
