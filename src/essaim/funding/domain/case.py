"""A question about aid written as data: the command line and the what-if page read it alike.

Money is a string in euros with two decimals, a share a string, decimal or fraction: a JSON
number may already have been through a float. The keys are those of ``docs/reference/cas-aide.md``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from essaim.funding.domain.aid import AidDecision, AidLine, AidRule, Family, Shape, Step, decide_aid
from essaim.funding.domain.reading import (
    choice,
    items,
    mapping,
    needed,
    read_amount,
    sentence,
    whole,
)
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.share import parse_fraction, parse_share
from essaim.plans.domain.achievement import share_of_levels, share_of_way

#: More lines than any agreement: beyond it the file is not a case.
MOST_LINES = 200
#: More than any rubric describes.
MOST_LEVEL = 100
_CASE_KEYS = frozenset({"tranche_max", "prepaid", "rule", "lines"})
_RULE_KEYS = frozenset({"family", "floor", "full", "shape", "steps", "cap"})
_NUMBER_KEYS = ("baseline", "goal", "observed")
_RUBRIC_KEYS = ("lowest", "highest", "level")
_WAYS = ("achievement", "rubric", *_NUMBER_KEYS)
_LINE_KEYS = frozenset({"name", "weight", *_WAYS})


@dataclass(frozen=True, slots=True)
class Case:
    """What is needed to say an amount: lines, tranche, rule, what was already paid."""

    lines: tuple[AidLine, ...]
    tranche: Money
    rule: AidRule
    prepaid: Money

    def decide(self) -> AidDecision:
        """Return the decision; see :func:`decide_aid` for what it refuses."""
        return decide_aid(self.lines, self.tranche, self.rule, self.prepaid)


def read_case(data: object) -> Case:
    """Return the case that decoded JSON describes.

    >>> case = read_case({"tranche_max": "100.00", "lines": [
    ...     {"name": "a", "weight": "1", "baseline": "60", "goal": "80", "observed": "72"}]})
    >>> case.decide().due, case.lines[0].achievement
    (Money(cents=6000), Fraction(3, 5))

    Raises:
        DomainError: ``not_an_object``, ``unknown_key``, ``missing_key``, ``not_a_list``,
            ``too_many_lines``, ``text_missing``, ``line_given_twice``, ``line_incomplete``,
            ``flat_target``, ``level_outside_rubric``, ``rubric_size``, ``unknown_shape``,
            ``unknown_family``, ``negative_amount``, and what the kernel and the rule refuse.
    """
    case = mapping(data, "", _CASE_KEYS)
    lines = items(needed(case, "lines", ""), "lines")
    if len(lines) > MOST_LINES:
        raise DomainError("too_many_lines", count=len(lines), most=MOST_LINES)
    return Case(
        tuple(_line(each, f"lines[{rank}]") for rank, each in enumerate(lines)),
        read_amount(needed(case, "tranche_max", ""), "tranche_max"),
        read_rule(case.get("rule", {}), "rule"),
        read_amount(case.get("prepaid", "0.00"), "prepaid"),
    )


def read_rule(data: object, place: str) -> AidRule:
    """Return the rule written under *place* of a case or of a scheme.

    >>> read_rule({"floor": "0.6"}, "rule").floor
    Fraction(3, 5)
    """
    rule = mapping(data, place, _RULE_KEYS)
    choice(rule.get("family", "achievement"), Family, f"{place}.family", "unknown_family")
    shape = choice(rule.get("shape", "ratio"), Shape, f"{place}.shape", "unknown_shape")
    cap, steps = rule.get("cap"), rule.get("steps")
    return AidRule(
        parse_share(rule.get("floor", "0.5"), name=f"{place}.floor"),
        parse_share(rule.get("full", "1"), name=f"{place}.full"),
        shape,
        () if steps is None else _steps(steps, f"{place}.steps"),
        None if cap is None else read_amount(cap, f"{place}.cap"),
    )


def _steps(value: object, place: str) -> tuple[Step, ...]:
    steps = []
    for rank, pair in enumerate(items(value, place)):
        where = f"{place}[{rank}]"
        numbers = items(pair, where)
        if len(numbers) != 2:
            raise DomainError("step_not_a_pair", name=where)
        threshold, share = (parse_share(each, name=where) for each in numbers)
        steps.append(Step(threshold, share))
    return tuple(steps)


def _line(value: object, place: str) -> AidLine:
    line = mapping(value, place, _LINE_KEYS)
    name = sentence(line.get("name"), f"{place}.name")
    weight = parse_share(needed(line, "weight", place), name=f"{place}.weight")
    given = [way for way in _WAYS if line.get(way) is not None]
    ways = {way if way in ("achievement", "rubric") else "baseline" for way in given}
    if len(ways) > 1:
        raise DomainError("line_given_twice", name=place, keys=", ".join(given))
    return AidLine(name, weight, _achievement(line, given, place))


def _achievement(line: Mapping[str, object], given: Sequence[str], place: str) -> Fraction | None:
    match given:
        case []:
            return None
        case ["achievement"]:
            return parse_share(line["achievement"], name=f"{place}.achievement")
        case ["rubric"]:
            return _rubric(line["rubric"], f"{place}.rubric")
        case ["baseline", "goal"]:
            return None
    missing = [key for key in _NUMBER_KEYS if key not in given]
    if missing:
        raise DomainError("line_incomplete", name=place, missing=", ".join(missing))
    baseline, goal, observed = (
        parse_fraction(line[key], name=f"{place}.{key}") for key in _NUMBER_KEYS
    )
    if goal == baseline:
        raise DomainError("flat_target", target=line["name"])
    return share_of_way(baseline, goal, observed)


def _rubric(value: object, place: str) -> Fraction:
    rubric = mapping(value, place, frozenset(_RUBRIC_KEYS))
    lowest, highest, level = (
        whole(needed(rubric, key, place), f"{place}.{key}", 0, MOST_LEVEL) for key in _RUBRIC_KEYS
    )
    if not (lowest < highest and lowest <= level <= highest):
        raise DomainError("level_outside_rubric", name=place, lowest=lowest, highest=highest)
    return share_of_levels(lowest, highest, level)
