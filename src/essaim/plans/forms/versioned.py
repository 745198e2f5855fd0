"""Forms that lose no text when two people write at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import DomainError
from essaim.plans.forms.fields import refused


class VersionedForm(forms.Form):
    """A form over a row: sent from an old reading, it shows both texts and keeps its own.

    Sent once more, what is typed here wins. A form sent without a version counts as a reading
    of the row as it was first written.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, *, current: int | None, **options: Any) -> None:
        self.is_stale = data is not None and current is not None
        if data is not None and current is not None:
            self.is_stale = (data.get("version") or "1") != str(current)
            data = data.copy()
            data["version"] = str(current)
        super().__init__(data, **options)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_stale:
            self.add_error(None, refused(DomainError("edited_meanwhile")))
        return cleaned

    @property
    def theirs(self) -> list[tuple[str, str]]:
        """Return the label and the present value of each field that differs from what was typed."""
        if not self.is_stale:
            return []
        return [
            (str(self[name].label), self._said(name))
            for name in self.changed_data
            if name != "version"
        ]

    def _said(self, name: str) -> str:
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        if isinstance(field, forms.MultipleChoiceField):
            names = dict(field.choices)  # type: ignore[arg-type]
            return ", ".join(str(names.get(each, each)) for each in value or ())
        if isinstance(field, forms.ChoiceField):
            names = dict(field.choices)  # type: ignore[arg-type]
            return str(names.get(value, value or _("rien")))
        if isinstance(field, forms.BooleanField):
            return str(_("oui") if value else _("non"))
        shown = field.prepare_value(value)
        return str(_("rien") if shown in {None, ""} else shown)
