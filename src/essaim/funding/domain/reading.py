"""Reading data that people wrote: each refusal names the place, nothing is guessed."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.share import parse_fraction, parse_share

LONGEST_TEXT = 2000
#: How a refusal names the whole of what is read.
ROOT = "{ }"
_BLANKS = str.maketrans("", "", " \u00a0\u202f")
Choice = TypeVar("Choice", bound=StrEnum)


def mapping(value: object, place: str, known: frozenset[str]) -> Mapping[str, object]:
    """Return *value* if it is an object whose keys are all *known*.

    >>> mapping({"floor": "1"}, "rule", frozenset({"floor"}))
    {'floor': '1'}

    Raises:
        DomainError: ``not_an_object``, ``unknown_key``.
    """
    if not isinstance(value, Mapping):
        raise DomainError("not_an_object", name=place or ROOT)
    for key in value:
        if key not in known:
            shown = f"{place}.{key}".lstrip(".")[:80] or '""'
            raise DomainError("unknown_key", name=shown, known=", ".join(sorted(known)))
    return value


def items(value: object, place: str) -> Sequence[object]:
    """Return *value* if it is a list.

    Raises:
        DomainError: ``not_a_list``.
    """
    if not isinstance(value, list | tuple):
        raise DomainError("not_a_list", name=place)
    return value


def needed(source: Mapping[str, object], key: str, place: str) -> object:
    """Return what *source* holds under *key*.

    Raises:
        DomainError: ``missing_key``.
    """
    if source.get(key) is None:
        raise DomainError("missing_key", name=f"{place}.{key}".lstrip("."))
    return source[key]


def choice(value: object, words: type[Choice], place: str, code: str) -> Choice:
    """Return the word of the trade that *value* names, else refuse with *code*."""
    if not isinstance(value, str) or value not in {word.value for word in words}:
        raise DomainError(code, name=place, value=str(value)[:40], known=", ".join(words))
    return words(value)


def sentence(value: object, place: str, most: int = LONGEST_TEXT) -> str:
    """Return a text with something to read and no control character.

    Raises:
        DomainError: ``text_missing``.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise DomainError("text_missing", name=place, most=most)
    if not value.isprintable():
        raise DomainError("text_missing", name=place, most=most)
    return value


def whole(value: object, place: str, least: int, most: int) -> int:
    """Return a whole number within its bounds.

    >>> whole(30, "right_to_reply_days", 0, 365)
    30

    Raises:
        DomainError: ``not_a_whole_number``.
    """
    if type(value) is not int or not least <= value <= most:
        raise DomainError(
            "not_a_whole_number", name=place, value=str(value)[:40], least=least, most=most
        )
    return value


def read_amount(value: object, place: str) -> Money:
    """Return an amount written "12000.00", not negative.

    Raises:
        DomainError: ``not_an_exact_amount``, ``amount_too_large``, ``negative_amount``.
    """
    amount = Money.exact(value, name=place)
    if amount.cents < 0:
        raise DomainError("negative_amount", name=place, value=amount.plain())
    return amount


def typed_share(text: str, *, name: str = "") -> Fraction:
    """Return the share a person typed: "40 %", "0,4", "0.4", "2/5".

    >>> typed_share("40 %"), typed_share("0,4"), typed_share("2/5")
    (Fraction(2, 5), Fraction(2, 5), Fraction(2, 5))

    Raises:
        DomainError: ``not_an_exact_number``, ``share_out_of_range``.
    """
    bare = text.translate(_BLANKS).replace(",", ".")
    if not bare.endswith("%"):
        return parse_share(bare, name=name)
    share = parse_fraction(bare[:-1], name=name) / 100
    if not 0 <= share <= 1:
        raise DomainError("share_out_of_range", name=name, value=text[:40])
    return share
