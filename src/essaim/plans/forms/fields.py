"""Figures as people type them; their refusals are the domain's sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.plans.domain.numbers import plain_number, typed_number
from essaim.platform.labels import explain


def refused(error: DomainError) -> forms.ValidationError:
    """Return the sentence of a rule as the error of a field or of a form."""
    return forms.ValidationError(explain(error), code=error.code)


class NumberField(forms.CharField):
    """A measured value as people type it; its refusals are the domain's sentences."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def prepare_value(self, value: object) -> object:
        return plain_number(value).replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: object) -> Decimal | None:
        text = super().clean(value)
        try:
            return typed_number(text, name=str(self.label)) if text else None
        except DomainError as error:
            raise refused(error) from error


class MoneyField(forms.CharField):
    """An amount as people type it: 1 234,56."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)

    def prepare_value(self, value: object) -> object:
        return value.plain().replace(".", ",") if isinstance(value, Money) else value

    def clean(self, value: object) -> Money | None:
        text = super().clean(value)
        try:
            return Money.typed(text, name=str(self.label)) if text else None
        except DomainError as error:
            raise refused(error) from error
