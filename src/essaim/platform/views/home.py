"""The first page of each role, what waits, and the search over all one may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essaim.platform import news, portfolio, todo
from essaim.platform import search as registry
from essaim.platform.http import account_required, viewer_of
from essaim.platform.queries import first_rows

#: Below this, a word finds everything.
SHORTEST = 2
#: Organisations the first page shows; the others are on their own page.
FIRST = 7


@require_safe
@account_required
def home(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    waiting = todo.tasks(viewer)
    hive = portfolio.hive(viewer)
    context = {
        "tasks": waiting,
        "late": sum(task.is_late for task in waiting),
        "changes": news.changes(viewer),
        "hive": hive,
        "rows": first_rows(portfolio.filtered(viewer), FIRST) if hive else (),
    }
    return render(request, "platform/home.html", context)


@require_safe
@account_required
def tasks(request: HttpRequest) -> HttpResponse:
    return render(request, "platform/tasks.html", {"tasks": todo.tasks(viewer_of(request))})


@require_safe
@account_required
def tasks_count(request: HttpRequest) -> HttpResponse:
    """Answer how many tasks wait; fetched after the page, so that no page waits for it."""
    count = len(todo.tasks(viewer_of(request)))
    return render(request, "platform/tasks_count.html", {"count": count})


@require_safe
@account_required
def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    hits = registry.hits(viewer_of(request), words) if len(words) >= SHORTEST else []
    return render(request, "platform/search.html", {"words": words, "hits": hits})
