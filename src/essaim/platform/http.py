"""From the request to who is asking, and from a template to the page or the part asked."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_htmx.middleware import HtmxDetails

from essaim.platform.domain.viewer import PUBLIC, Viewer
from essaim.platform.queries import first_rows

Row = TypeVar("Row", bound=Any)
Answer = TypeVar("Answer", bound=HttpResponseBase)
#: Rows on a page of a list.
PAGE = 50


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the account that asks, or the public; links are read by the views they open."""
    if request.user.is_authenticated:
        return Viewer(account_id=request.user.pk)
    return PUBLIC


def account_required(view: Callable[..., Answer]) -> Callable[..., HttpResponseBase]:
    """Send who has no account in hand to the login page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        return view(request, *args, **kwargs)

    return login_required(guarded)


def render_part(
    request: HtmxRequest, template: str, part: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """Render only *part* for htmx, the whole page otherwise (and without JavaScript)."""
    name = f"{template}#{part}" if request.htmx else template
    return render(request, name, context, status=status)


def page_of(rows: QuerySet[Row], asked: QueryDict, *, size: int = PAGE) -> Page[Row]:
    """Return the page of a list the address asks for; a page that is not there is the nearest."""
    number = asked.get("page", "1")
    page = Paginator(rows, size).get_page(number if number.isascii() else "1")
    page.object_list = first_rows(rows, size, start=(page.number - 1) * size)
    return page
