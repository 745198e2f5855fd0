"""What every request goes through: the reader's choices, the second factor, refusals."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.mfa.utils import is_mfa_enabled
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation

from essaim.kernel.errors import DomainError
from essaim.platform import labels
from essaim.platform.domain.viewer import Viewer
from essaim.platform.queries import memberships_of, told_once

LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


class Middleware:
    """Works both ways: one sync-only link in the chain would cost a thread per listener."""

    sync_capable: ClassVar[bool] = True
    async_capable: ClassVar[bool] = True

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)  # a response, or the coroutine that will bring it


class ReaderMiddleware(Middleware):
    """Speak the reader's language: the one chosen, else French, whatever the browser prefers."""

    def __call__(self, request: HttpRequest) -> Any:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        code = chosen if chosen in LANGUAGES else settings.LANGUAGE_CODE
        translation.activate(code)
        request.LANGUAGE_CODE = code
        return self.get_response(request)


class PrivateMiddleware(Middleware):
    """Leave no copy of a private page in a browser that others may use."""

    def __call__(self, request: HttpRequest) -> Any:
        if iscoroutinefunction(self.get_response):
            return self._later(request)
        return self._private(request, self.get_response(request))

    async def _later(self, request: HttpRequest) -> HttpResponse:
        return self._private(request, await self.get_response(request))

    @staticmethod
    def _private(request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response


class ScopeMiddleware(Middleware):
    """Read who belongs where once in a request that only reads."""

    def __call__(self, request: HttpRequest) -> Any:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if iscoroutinefunction(self.get_response):
            return self._later(request)
        with told_once():
            return self.get_response(request)

    async def _later(self, request: HttpRequest) -> HttpResponse:
        with told_once():
            response: HttpResponse = await self.get_response(request)
            return response


class SecondFactorMiddleware(Middleware):
    """Keep the roles that must have a second factor on the page that sets it up, until it is."""

    OPEN = ("account_", "mfa_", "language", "appearance", "help")

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if not settings.ESSAIM_MFA_ROLES or not request.user.is_authenticated or match is None:
            return None
        if (match.url_name or "").startswith(self.OPEN):
            return None
        must = memberships_of(Viewer(request.user.pk)).filter(role__in=settings.ESSAIM_MFA_ROLES)
        if must.exists() and not is_mfa_enabled(request.user):
            return redirect("mfa_index")
        return None


class DomainErrorMiddleware(Middleware):
    """Answer 422 and the rule that was broken, in the page's alert; errors stay errors."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        template = "refused.html" + ("#reason" if "HX-Request" in request.headers else "")
        response = render(request, template, {"reason": labels.explain(error)}, status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#refusal", "innerHTML"
        return response
