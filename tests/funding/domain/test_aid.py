"""The rules of aid, on the worked examples and on whatever hypothesis invents."""

import os
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.funding.domain.aid import AidLine, AidRule, Shape, Step, decide_aid
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money

TRANCHE = Money(1_200_000)
UP_TO_80 = Fraction(4, 5)
#: The rules are pure: 500 cases each day, 10,000 in the campaign.
ORDINARY, CAMPAIGN = 500, 10_000


def lines(weights: str, achievements: str) -> list[AidLine]:
    pairs = zip(weights.split(), achievements.split(), strict=True)
    return [AidLine(f"ligne {w}", Fraction(w), None if a == "?" else Fraction(a)) for w, a in pairs]


@pytest.mark.parametrize(
    ("fourth", "paid", "balance"), [("0.49", 876_000, 376_000), ("0.5", 936_000, 436_000)]
)
def test_worked_a_the_floor_is_per_line_and_pays_when_met(
    fourth: str, paid: int, balance: int
) -> None:
    decision = decide_aid(
        lines("0.4 0.3 0.2 0.1", f"1 0.6 0.75 {fourth}"), TRANCHE, AidRule(), Money(500_000)
    )

    assert (decision.due.cents, decision.balance.cents) == (paid, balance)


def test_worked_a_pays_each_line_what_the_rules_print() -> None:
    decision = decide_aid(lines("0.4 0.3 0.2 0.1", "1 0.6 0.75 0.49"), TRANCHE, AidRule())

    assert [each.paid.cents for each in decision.lines] == [480_000, 216_000, 180_000, 0]
    assert [each.ceiling.cents for each in decision.lines] == [480_000, 360_000, 240_000, 120_000]


@pytest.mark.parametrize(
    ("shape", "paid"),
    [(Shape.RATIO, [375_000, 333_333, 250_000]), (Shape.RAMP, [333_333, 222_222, 0])],
)
def test_worked_b_each_line_rounds_once(shape: Shape, paid: list[int]) -> None:
    decision = decide_aid(
        lines("1/3 1/3 1/3", "3/4 2/3 1/2"), TRANCHE, AidRule(full=UP_TO_80, shape=shape)
    )

    assert [line.paid.cents for line in decision.lines] == paid
    assert decision.due.cents == sum(paid) == {375_000: 958_333, 333_333: 555_555}[paid[0]]


@pytest.mark.parametrize(
    ("whole", "weights", "parts"),
    [
        (10_000_000, "1/3 1/3 1/3", [3_333_334, 3_333_333, 3_333_333]),
        (15_000_000, "0.4 0.35 0.25", [6_000_000, 5_250_000, 3_750_000]),
    ],
)
def test_splits_give_the_left_over_cents_to_the_largest_remainders(
    whole: int, weights: str, parts: list[int]
) -> None:
    assert [p.cents for p in Money(whole).split([Fraction(w) for w in weights.split()])] == parts


def test_steps_pay_by_thresholds() -> None:
    steps = (Step(Fraction("0.5"), Fraction("0.4")), Step(Fraction(1), Fraction(1)))
    rule = AidRule(shape=Shape.STEPS, steps=steps)

    assert [rule.share(Fraction(a)) for a in ("0.49", "0.5", "0.99", "1")] == [
        0,
        Fraction("0.4"),
        Fraction("0.4"),
        1,
    ]


def test_the_cap_bounds_the_tranche_before_it_is_split() -> None:
    decision = decide_aid(lines("1/3 2/3", "1 1"), TRANCHE, AidRule(cap=Money(1_000_000)))

    assert [line.ceiling.cents for line in decision.lines] == [333_333, 666_667]
    assert decision.due == decision.most == Money(1_000_000)


def test_what_was_prepaid_in_excess_is_an_overpayment_not_a_negative_balance() -> None:
    decision = decide_aid(lines("1", "1/2"), Money(600_000), AidRule(), prepaid=Money(500_000))

    assert (decision.due.cents, decision.balance.cents, decision.overpaid.cents) == (
        300_000,
        0,
        200_000,
    )


@pytest.mark.parametrize(
    ("weights", "achievements", "code"),
    [
        ("0.4 0.5", "1 1", "weights_not_one"),
        ("0 0", "1 1", "weights_not_one"),
        ("-0.5 1.5", "1 1", "weights_not_one"),
        ("0.4 0.6", "1 ?", "not_observed"),
        ("1", "1.5", "share_out_of_range"),
        ("1", "-0.5", "share_out_of_range"),
    ],
)
def test_what_cannot_be_decided_is_refused(weights: str, achievements: str, code: str) -> None:
    with pytest.raises(DomainError, match=code):
        decide_aid(lines(weights, achievements), TRANCHE, AidRule())


@pytest.mark.parametrize(("tranche", "prepaid"), [(-1, 0), (0, -1)])
def test_a_negative_amount_is_refused(tranche: int, prepaid: int) -> None:
    with pytest.raises(DomainError, match="negative_amount"):
        decide_aid(lines("1", "1"), Money(tranche), AidRule(), Money(prepaid))


def table(text: str) -> tuple[Step, ...]:
    pairs = (pair.split(":") for pair in text.split())
    return tuple(Step(Fraction(a), Fraction(b)) for a, b in pairs)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ({"floor": Fraction(9, 10), "full": UP_TO_80}, "rule_disordered"),
        ({"floor": Fraction(0), "full": Fraction(0)}, "rule_disordered"),
        ({"floor": Fraction(-1, 2)}, "rule_disordered"),
        ({"full": Fraction(3, 2)}, "rule_disordered"),
        ({"cap": Money(-1)}, "negative_amount"),
        ({"shape": Shape.STEPS}, "steps_missing"),
        ({"steps": table("0.5:0.4 1:1")}, "steps_without_shape"),
        ({"shape": Shape.STEPS, "steps": table("0.5:0.4 0.5:1")}, "steps_not_increasing"),
        ({"shape": Shape.STEPS, "steps": table("0.5:0.4 0.7:0.3 1:1")}, "steps_not_increasing"),
        ({"shape": Shape.STEPS, "steps": table("0:0.4 1:1")}, "steps_pay_nothing_done"),
        ({"shape": Shape.STEPS, "steps": table("0.5:0.4 1:0.9")}, "steps_short_of_full"),
        (
            {"shape": Shape.STEPS, "full": UP_TO_80, "steps": table("0.5:0.4 1:1")},
            "steps_short_of_full",
        ),
    ],
)
def test_a_rule_that_contradicts_itself_is_refused(rule: dict[str, object], code: str) -> None:
    with pytest.raises(DomainError, match=code):
        AidRule(**rule)  # type: ignore[arg-type]


def test_a_floor_at_full_is_all_or_nothing_in_every_shape() -> None:
    for shape in (Shape.RATIO, Shape.RAMP):
        rule = AidRule(floor=Fraction(1), shape=shape)
        assert [rule.share(Fraction(a)) for a in ("0.99", "1")] == [0, 1]


SHARES = st.fractions(0, 1, max_denominator=1000)


@st.composite
def rules(draw: st.DrawFn) -> AidRule:
    floor, full = sorted((draw(SHARES), draw(st.fractions("1/100", 1, max_denominator=100))))
    cap = draw(st.none() | st.integers(0, 10**9).map(Money))
    shape = draw(st.sampled_from(Shape))
    if not full:
        full = Fraction(1)
    if shape is not Shape.STEPS:
        return AidRule(floor, full, shape, cap=cap)
    inner = draw(st.lists(SHARES.filter(lambda s: 0 < s < full), unique=True, max_size=4))
    shares = sorted(draw(SHARES) for _ in inner)
    steps = [Step(t, s) for t, s in zip(sorted(inner), shares, strict=True)]
    return AidRule(floor, full, shape, (*steps, Step(full, Fraction(1))), cap)


@st.composite
def years(draw: st.DrawFn) -> list[AidLine]:
    parts = draw(st.lists(st.integers(1, 50), min_size=2, max_size=6))
    return [AidLine(str(i), Fraction(p, sum(parts)), draw(SHARES)) for i, p in enumerate(parts)]


def check_monotone(
    year: list[AidLine], rule: AidRule, better: Fraction, cents: int, prepaid: int
) -> None:
    first, *others = year
    reached = max(first.achievement or Fraction(0), better)
    before = decide_aid(year, Money(cents), rule, Money(prepaid))
    after = decide_aid([AidLine("0", first.weight, reached), *others], Money(cents), rule)

    assert before.due <= after.due <= rule.bounded(Money(cents))
    assert before.lines[1:] == after.lines[1:]
    assert before.due.cents == sum(line.paid.cents for line in before.lines)
    assert sum(line.ceiling.cents for line in before.lines) == before.most.cents
    assert all(Money(0) <= line.paid <= line.ceiling for line in before.lines)
    assert before.balance - before.overpaid == before.due - before.prepaid
    assert 0 in (before.balance.cents, before.overpaid.cents)


def check_ends(year: list[AidLine], rule: AidRule, cents: int) -> None:
    at = {
        share: decide_aid([AidLine(e.name, e.weight, share) for e in year], Money(cents), rule)
        for share in (Fraction(0), rule.full)
    }

    assert at[Fraction(0)].due == Money(0)
    assert at[rule.full].due == rule.bounded(Money(cents))


def check_grant(years_done: list[list[AidLine]], rule: AidRule, cents: int) -> None:
    grant = Money(cents)
    tranches = grant.split([Fraction(1, len(years_done))] * len(years_done))
    paid = [decide_aid(y, t, rule).due for y, t in zip(years_done, tranches, strict=True)]

    assert sum(t.cents for t in tranches) == cents
    assert sum(each.cents for each in paid) <= cents


CENTS = st.integers(0, 10**9)
MONOTONE = given(year=years(), rule=rules(), better=SHARES, cents=CENTS, prepaid=CENTS)
ENDS = given(year=years(), rule=rules(), cents=CENTS)
GRANT = given(years_done=st.lists(years(), min_size=1, max_size=4), rule=rules(), cents=CENTS)
PROPERTIES = [
    pytest.param(MONOTONE, check_monotone, id="doing better never pays less, nor helps another"),
    pytest.param(ENDS, check_ends, id="nothing pays nothing, full pays exactly the capped tranche"),
    pytest.param(GRANT, check_grant, id="the years never pay more than the grant"),
]


@pytest.mark.parametrize(("cases", "check"), PROPERTIES)
def test_whatever_the_year(cases: object, check: object) -> None:
    settings(max_examples=ORDINARY, deadline=None)(cases(check))()  # type: ignore[operator]


@pytest.mark.campaign
@pytest.mark.skipif(not os.environ.get("ESSAIM_CAMPAIGN"), reason="ESSAIM_CAMPAIGN is not set")
@pytest.mark.parametrize(("cases", "check"), PROPERTIES)
def test_whatever_the_year_ten_thousand_times(cases: object, check: object) -> None:
    settings(max_examples=CAMPAIGN, deadline=None)(cases(check))()  # type: ignore[operator]
