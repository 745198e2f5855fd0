"""The screens of a respondent: one question each, all parts of one form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.answers import (
    DONT_KNOW,
    MOST_COMMENT,
    MOST_REASON,
    NOT_APPLICABLE,
    MarkRule,
    Typed,
    read_answer,
)
from essaim.diagnosis.domain.campaign import Question
from essaim.kernel.errors import DomainError
from essaim.platform import labels

_OFFERED = _("Choisissez une des réponses proposées.")
#: Refusals in the simple words of the form, where the general sentence names a criterion.
PLAIN: Mapping[str, str | Promise] = {
    "answer_needs_reason": _("Dites pourquoi vous n’êtes pas concerné·e. Quelques mots suffisent."),
    "words_too_long": _("Ce mot est trop long. Gardez le plus important."),
    "level_unknown": _OFFERED,
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One big answer: its value, its words, whether it is ticked."""

    value: str
    words: str
    level: int | None
    is_chosen: bool


class AnswerForm(forms.Form):
    """One question: a level, « je ne sais pas » or « pas concerné·e parce que… », and a word."""

    mark = forms.CharField(
        required=False, max_length=4, strip=True, error_messages={"max_length": _OFFERED}
    )
    reason = forms.CharField(required=False, label=_("Pas concerné·e parce que…"))
    comment = forms.CharField(
        required=False,
        label=_("Un mot de plus, si vous voulez"),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": MOST_COMMENT}),
    )

    def __init__(
        self,
        question: Question,
        rule: MarkRule,
        known: Typed,
        data: QueryDict | None = None,
        *,
        description: str = "",
    ) -> None:
        initial = {"mark": known.mark, "reason": known.reason, "comment": known.comment}
        super().__init__(data, initial=initial, prefix=question.criterion)
        self.question, self.rule, self.description = question, rule, description
        self.fields["reason"].widget.attrs["maxlength"] = MOST_REASON

    @property
    def words(self) -> str:
        return _said(self.question.fr, self.question.en)

    @property
    def chosen(self) -> str:
        return str(self["mark"].value() or "")

    @property
    def choices(self) -> list[Choice]:
        return [
            Choice(str(a.value), _said(a.fr, a.en), place, str(a.value) == self.chosen)
            for place, a in enumerate(self.question.anchors, start=1)
        ]

    @property
    def others(self) -> list[Choice]:
        found = [Choice(DONT_KNOW, str(_("Je ne sais pas")), None, self.chosen == DONT_KNOW)]
        if self.rule.may_not_apply:
            words = str(_("Pas concerné·e"))
            found.append(Choice(NOT_APPLICABLE, words, None, self.chosen == NOT_APPLICABLE))
        return found

    @property
    def said(self) -> str:
        """Return the words of what is ticked, empty when nothing is."""
        every = [*self.choices, *self.others]
        return next((each.words for each in every if each.is_chosen), "")

    @property
    def mistake(self) -> str:
        return " ".join(str(each) for errors in self.errors.values() for each in errors)

    def typed(self) -> Typed:
        get = self.cleaned_data.get
        return Typed(get("mark", ""), get("reason", ""), get("comment", ""))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            read_answer(self.rule, self.typed())
        except DomainError as error:
            said = str(PLAIN.get(error.code) or labels.explain(error))
            raise forms.ValidationError(said) from error
        return cleaned


def screens(
    questions: Sequence[tuple[Question, MarkRule, str]],
    known: Mapping[str, Typed],
    data: QueryDict | None = None,
) -> list[AnswerForm]:
    """Return the form of each question, in order, each with its own prefix."""
    return [
        AnswerForm(
            question, rule, known.get(question.criterion, Typed()), data, description=description
        )
        for question, rule, description in questions
    ]


def _said(french: str, english: str) -> str:
    is_english = (get_language() or "fr").startswith("en")
    return english if is_english and english else french
