"""How figures, days, icons and fields look in pages, and where panels and the thread hang."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django import forms, template
from django.apps import apps
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from essaim.kernel.money import Money
from essaim.platform import labels, panels, pictures, thread, todo
from essaim.platform.domain.thread import Stage
from essaim.platform.domain.writing import write_number, write_percent, write_typography
from essaim.platform.http import viewer_of
from essaim.platform.templatetags.marks import (
    ONE,
    PROOFS,
    SEVERAL,
    STAGE_TINTS,
    TONES,
    VIEWPOINTS,
    Proof,
)

register = template.Library()

UNKNOWN: Final = "—"


def _language() -> str:
    return (get_language() or "fr")[:2]


@register.filter
def percent(share: Fraction | None) -> str:
    """Write a share as a whole percentage: « 63 % »; an unknown one is a dash.

    >>> percent(None)
    '—'
    """
    return UNKNOWN if share is None else write_percent(Fraction(share), language=_language())


@register.filter
def fraction(number: Fraction | Decimal | int | None, decimals: int | None = None) -> str:
    """Write an exact number: « 1,5 », or « 0,40 » with two *decimals*."""
    if number is None:
        return UNKNOWN
    return write_number(Fraction(number), decimals=decimals, language=_language())


@register.filter
def money(amount: Money | str | None) -> str:
    """Write an amount with its cents and its thin spaces; what is not there yet is unknown."""
    if not isinstance(amount, Money):
        return UNKNOWN
    if _language() == "fr":
        return str(amount)
    written = write_number(Fraction(abs(amount.cents), 100), decimals=2, language="en")
    return f"{'−' if amount.cents < 0 else ''}€{written}"


@register.filter
def day(moment: date | None) -> str:
    """Write a day in full: « 12 mars 2026 », with spaces that do not break."""
    if moment is None:
        return UNKNOWN
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    if _language() == "fr" and local.day == 1:
        return f"1er\u00a0{date_format(local, 'F Y')}".replace(" ", "\u00a0")
    return date_format(local, "j F Y").replace(" ", "\u00a0")


@register.filter
def subject_name(subject: str) -> str:
    """Name what a line of the log is about: « plan d’action 2 » for ``plans.actionplan:2``."""
    label, _colon, key = subject.partition(":")
    try:
        return f"{apps.get_model(label)._meta.verbose_name} {key}"
    except (LookupError, ValueError):
        return subject


register.filter("act_name", labels.act_words)
register.filter("author_name", labels.author_words)


@register.filter
def hour(moment: datetime | None) -> str:
    """Write an hour: « 9 h 42 »."""
    if moment is None:
        return UNKNOWN
    local = timezone.localtime(moment)
    if _language() != "fr":
        return f"{local:%H:%M}"
    return f"{local.hour}\u00a0h\u00a0{local:%M}" if local.minute else f"{local.hour}\u00a0h"


@register.filter
def countdown(left: timedelta | None) -> str:
    """Write a time left as a clock does: « 6:24 »; it stops at nothing."""
    seconds = max(int(left.total_seconds()), 0) if left else 0
    return f"{seconds // 60}:{seconds % 60:02}"


@register.filter
def due(task: todo.Task) -> str:
    """Say when a task is due, as a person would."""
    if task.when is None:
        return gettext("En retard") if task.is_late else ""
    days = (task.when - timezone.localdate()).days
    if days < 0:
        sentence = ngettext("En retard d’un jour", "En retard de %(days)s jours", -days)
        return sentence % {"days": -days}
    if days <= 1:
        return gettext("Demain") if days else gettext("Aujourd’hui")
    pattern = "l j F" if task.when.year == timezone.localdate().year else "j F Y"
    return date_format(task.when, pattern).capitalize()


@register.filter
def first_name(name: str) -> str:
    return name.split(" ")[0]


@register.filter
def in_words(number: int) -> str:
    """Write a small number of (feminine) things in words, a larger one in figures."""
    words = gettext("aucune une deux trois quatre cinq six sept huit neuf dix onze douze").split()
    return words[number] if 0 <= number < len(words) else fraction(number)


@register.filter
def typo(text: object) -> str:
    """Give a text that comes from data the spaces of French typography."""
    return write_typography(str(text)) if _language() == "fr" else str(text)


@register.simple_tag
def icon(name: str, label: str = "", extra: str = "") -> SafeString:
    """Draw an icon of the sprite; it is decorative unless it has a *label*."""
    source = f"{static('platform/icons.svg')}#{name}"
    classes = f"i {extra}".strip()
    if label:
        return format_html(
            '<svg class="{}" viewBox="0 0 24 24" role="img" aria-label="{}"><use href="{}"/></svg>',
            classes,
            label,
            source,
        )
    return format_html(
        '<svg class="{}" viewBox="0 0 24 24" aria-hidden="true"><use href="{}"/></svg>',
        classes,
        source,
    )


@register.simple_tag
def button_tone(attrs: dict[str, Any]) -> str:
    """Return the look of a button of the account pages: one honey button, the grave ones clay."""
    tags = attrs.get("tags") or []
    if "danger" in tags:
        return "grave"
    if "link" in tags or "cancel" in tags:
        return "quiet"
    is_plain = not tags and not attrs.get("href") and attrs.get("name") in {None, "action"}
    wanted = "prominent" in tags or "primary" in tags or is_plain
    return "main" if wanted and "outline" not in tags else ""


@register.simple_tag(takes_context=True)
def page_address(context: dict[str, Any], number: int) -> str:
    """Return the address of another page of the list, its filters kept."""
    asked = context["request"].GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"


@register.simple_tag
def mark(viewpoint: str, extra: str = "") -> SafeString:
    """Draw the shape of a viewpoint; its name stands beside in words."""
    return format_html(
        '<svg class="mk {}" viewBox="-10 -10 20 20" aria-hidden="true">'
        '<use href="#mk-{}" class="m-{}"/></svg>',
        extra,
        viewpoint,
        viewpoint,
    )


@register.filter
def viewpoint_name(code: str) -> object:
    """Return the words of a viewpoint of the shipped vocabulary."""
    return VIEWPOINTS.get(code, code)


@register.filter
def role_name(role: str) -> object:
    return labels.ROLES.get(role, role)


@register.filter
def job_state(state: str) -> object:
    return labels.JOB_STATES.get(state, state)


@register.filter
def tone_icon(tone: str) -> str:
    """Return the icon that goes with a tone."""
    return TONES.get(tone, "info")


@register.filter
def proof_of(kind: str) -> Proof | None:
    """Return how solid a provenance, a measure, a validation is, with its word."""
    return PROOFS.get(kind)


@register.filter
def hexes(count: int) -> range:
    """Return what a template loops on to draw *count* things."""
    return range(int(count))


@register.filter
def attribute(row: object, name: str) -> object:
    return getattr(row, name, "")


@register.simple_tag
def control(field: forms.BoundField, described: str = "", autofocus: bool = False) -> SafeString:
    """Draw the control of a form field, tied to its help and to its error."""
    attributes: dict[str, Any] = {"aria-describedby": described} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    if "placeholder" in field.field.widget.attrs:
        attributes["placeholder"] = False  # a label is enough; an example goes in the help
    if autofocus:
        attributes["autofocus"] = True
    return field.as_widget(attrs=attributes)


@register.filter
def described_by(field: forms.BoundField, told: str = "") -> str:
    """Return the ids of the help and of the error of a field."""
    ids = [f"{field.auto_id}-help"] if told else []
    return " ".join([*ids, f"{field.auto_id}-wrong"] if field.errors else ids)


@register.filter
def shape_of(field: forms.BoundField) -> str:
    """Return how a field is laid out: "tick", "group" (several choices), "hidden" or "plain"."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "group"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "plain"


@register.filter
def faults(form: forms.BaseForm) -> list[tuple[str, str, str]]:
    """Return the address, the label and the sentence of each error of a form."""
    return list(_faults(form))


def _faults(form: forms.BaseForm) -> Iterator[tuple[str, str, str]]:
    for sentence in form.non_field_errors():
        yield "", "", typo(sentence)
    for field in form:
        for sentence in field.errors:
            widget = field.field.widget
            several = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
            yield (
                f"{field.auto_id}_0" if several else field.auto_id,
                typo(field.label),
                typo(sentence),
            )


@register.inclusion_tag("panels.html", takes_context=True)
def show_panels(context: dict[str, Any], slot: str, *arguments: int) -> dict[str, object]:
    """Show what higher apps hang on *slot* of this page."""
    return {"panels": list(panels.shown(slot, viewer_of(context["request"]), *arguments))}


@register.filter
def stage_tint(stage: Stage) -> str:
    return STAGE_TINTS[stage]


@register.filter
def stop_note(stop: thread.Stop) -> str:
    """Say what stands at a stage of the strip, and how many when there are several."""
    if stop.count == 1:
        return str(ONE[stop.stage])
    return str(SEVERAL[stop.stage]) % {"n": stop.count}


@register.inclusion_tag("thread.html", takes_context=True)
def thread_strip(context: dict[str, Any], kind: str, pk: int) -> dict[str, object]:
    """Show where an object comes from and what became of it."""
    return {"strip": thread.strip(viewer_of(context["request"]), kind, pk)}


@register.filter
def gap_plot(rows: list[pictures.GapRow], scale: pictures.Scale) -> list[pictures.DrawnGap]:
    return pictures.gap_plot(rows, scale)


@register.filter
def waterfall(steps: list[pictures.FallStep]) -> list[pictures.DrawnStep]:
    return pictures.waterfall(steps)


@register.filter
def trajectory(path: pictures.Path) -> pictures.DrawnPath:
    return pictures.trajectory(path)


@register.filter
def radar(profile: pictures.Profile) -> pictures.DrawnProfile:
    return pictures.radar(profile)


@register.filter
def profile_rows(profile: pictures.Profile) -> list[tuple[str, Fraction | None, Fraction | None]]:
    """Return what the table of a radar says: the name, this year, the year before."""
    return list(zip(profile.names, profile.now, profile.past, strict=True))


@register.filter
def hive(cells: pictures.Cells) -> pictures.DrawnCells:
    return pictures.hive(cells)


@register.filter
def shifts(rows: list[pictures.Shift]) -> list[pictures.DrawnShift]:
    return pictures.shifts(rows)


@register.filter
def gantt(chart: pictures.Gantt) -> pictures.DrawnGantt:
    return pictures.gantt(chart)


@register.filter
def rubric(level: pictures.Rubric) -> pictures.DrawnRubric:
    return pictures.rubric(level)
