"""The CASE file of ``essaim views decide``: strict JSON in, the answer as plain data out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from essaim.diagnosis.domain.crossed_views import (
    DEFAULT_THRESHOLD,
    Collective,
    CriterionView,
    CrossedViews,
    GapLevel,
    Mark,
    RoleAnswers,
    RoleView,
    Scale,
    Standing,
    cross_views,
)
from essaim.diagnosis.domain.roles import Absence, RespondentRole, read_role
from essaim.kernel.errors import DomainError

#: A case is a few kilobytes; beyond this it is something else.
MOST_CHARACTERS = 2_000_000
#: No campaign has more people, no scale higher levels.
MOST_NUMBER = 100_000
LONGEST_CODE = 80
#: How a refusal names the case itself.
ROOT = "{ }"
_KEYS = frozenset({"threshold", "consent_alone", "criteria", "scale"})
_ABSENCES = {"NA": Absence.NOT_APPLICABLE, "DK": Absence.DONT_KNOW, None: Absence.UNANSWERED}


def decide_case(text: str) -> dict[str, Any]:
    """Return the crossed views of the case written in *text*; fractions out in lowest terms.

    >>> decide_case('{"criteria": {"c01": {"middle_manager": [3, 3, 4, 2, 3]}}}')["ranking"]
    ['c01']

    Raises:
        DomainError: ``case_not_json``, ``case_key``, ``case_shape``, ``case_number``,
            ``case_mark``, and those of :func:`~essaim.diagnosis.domain.crossed_views.cross_views`.
    """
    return show_views(_read_case(_parse(text)))


def show_views(views: CrossedViews) -> dict[str, Any]:
    """Return *views* as the command prints them."""
    return {
        "criteria": {code: _show_criterion(view) for code, view in views.criteria.items()},
        "ranking": list(views.ranking),
        "masked": [[code, str(role)] for code, role in views.masked],
    }


def _show_criterion(view: CriterionView) -> dict[str, Any]:
    return {
        "roles": {str(role): _show_role(each) for role, each in view.roles.items()},
        "gap": _written(view.gap),
        "level": str(view.level or GapLevel.NONE),
    }


def _show_role(view: RoleView) -> dict[str, Any]:
    if view.standing is Standing.HIDDEN:
        return {"shown": False}
    shown = {"n": view.n, "shown": True}
    if view.standing is Standing.SHOWN:
        return shown | {"median": _written(view.median), "dispersion": _written(view.dispersion)}
    return shown | {str(view.standing): True, "median": _written(view.median)}


def _written(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _parse(text: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise DomainError("case_too_large")
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=_once,
            parse_float=_Inexact,
            parse_constant=_Inexact,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise DomainError("case_not_json", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise DomainError("case_too_large") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise DomainError("case_key_twice", key=twice[:40])
    return found


@dataclass(frozen=True, slots=True)
class _Inexact:
    """A number no case may hold (decimal, NaN, endless), kept to be refused where it stands."""

    text: str

    def __str__(self) -> str:
        return self.text


def _whole(text: str) -> int | _Inexact:
    return int(text) if len(text) <= len(str(MOST_NUMBER)) + 1 else _Inexact(text[:40])


def _read_case(case: Any) -> CrossedViews:
    _check_object(case, "", allowed=_KEYS)
    consent = _check_list(case.get("consent_alone", []), "consent_alone")
    criteria = _check_object(case.get("criteria"), "criteria")
    return cross_views(
        {_read_code(code): _read_roles(code, roles) for code, roles in criteria.items()},
        scale=_read_scale(case.get("scale")),
        threshold=_number(case.get("threshold", DEFAULT_THRESHOLD), "threshold"),
        consent_alone=[read_role(role) for role in consent],
    )


def _read_code(code: str) -> str:
    if not code.isprintable() or not 0 < len(code) <= LONGEST_CODE:
        raise DomainError("case_key", place="criteria", key=ascii(code[:40]))
    return code


def _read_scale(scale: Any) -> Scale:
    if scale is None:
        return Scale()
    _check_object(scale, "scale", allowed=frozenset({"min", "max"}))
    return Scale(_number(scale.get("min"), "scale.min"), _number(scale.get("max"), "scale.max"))


def _read_roles(code: str, roles: Any) -> dict[RespondentRole, RoleAnswers]:
    given = _check_object(roles, f"criteria.{code}")
    return {
        read_role(role): _read_answers(f"criteria.{code}.{role}", answers)
        for role, answers in given.items()
    }


def _read_answers(place: str, answers: Any) -> RoleAnswers:
    if not isinstance(answers, dict):
        return [_read_mark(place, mark) for mark in _check_list(answers, place)]
    if "collective" in answers and len(answers) > 1:
        raise DomainError("individual_and_collective", place=place[:80])
    _check_object(answers, place, allowed=frozenset({"collective"}))
    together = _check_object(
        answers.get("collective"), f"{place}.collective", allowed=frozenset({"n", "level"})
    )
    if "level" not in together:
        raise DomainError("case_shape", place=f"{place}.collective.level"[:80])
    level = together["level"]
    return Collective(
        _number(together.get("n"), f"{place}.n"),
        None if level is None else _number(level, f"{place}.level"),
    )


def _read_mark(place: str, mark: Any) -> Mark:
    if mark is None or isinstance(mark, str):
        if mark not in _ABSENCES:
            raise DomainError("case_mark", place=place[:80], value=_quoted(mark))
        return _ABSENCES[mark]
    return _number(mark, place, "case_mark")


def _number(value: Any, place: str, code: str = "case_number") -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MOST_NUMBER:
        raise DomainError(code, place=place[:80], value=_quoted(value))
    return value


def _quoted(value: Any) -> str:
    """Return *value* as its author wrote it in the file, cut short."""
    if isinstance(value, _Inexact):
        return value.text[:40]
    return json.dumps(value, ensure_ascii=False, default=str)[:40]


def _check_list(value: Any, place: str) -> list[Any]:
    _check(isinstance(value, list), place)
    return list(value)


def _check_object(
    value: Any, place: str, *, allowed: frozenset[str] | None = None
) -> dict[str, Any]:
    _check(isinstance(value, dict), place)
    for key in value:
        if allowed is not None and key not in allowed:
            raise DomainError("case_key", place=place[:80] or ROOT, key=str(key)[:40])
    found: dict[str, Any] = value
    return found


def _check(is_right: bool, place: str) -> None:
    if not is_right:
        raise DomainError("case_shape", place=place[:80] or ROOT)
