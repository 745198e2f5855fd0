"""What an organisation is assessed against: a version of a framework, typed and unchangeable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from essaim.frameworks.domain.words import Named, Provenance, Words
from essaim.kernel.errors import DomainError

#: Asked every criterion in its own words unless the file names others.
MANAGERS = ("senior_manager", "middle_manager")


class Kind(StrEnum):
    ASSESSMENT = "assessment"
    NOMENCLATURE = "nomenclature"


class Status(StrEnum):
    """Where a version stands; its publisher sets it, a later version supersedes it."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class Family(StrEnum):
    """How marks are put together; a profile never gives a total."""

    PROFILE = "profile"
    ADDITIVE = "additive"
    HIERARCHICAL = "hierarchical"


class NotApplicable(StrEnum):
    """Whether « non concerné » may be answered, and with a reason or not."""

    ALLOWED = "allowed"
    JUSTIFIED = "justified"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Level:
    value: int
    label: Words
    descriptor: Words
    requires_evidence: bool = False


@dataclass(frozen=True, slots=True)
class SpecialMark:
    """A mark outside the levels (★, NC, RI): what it counts for, or that it leaves the mean."""

    code: str
    display: str
    label: Words
    provenance: Provenance
    counts_as: int | None = None
    needs_reason: bool = False
    is_refused_on_imperative: bool = False


@dataclass(frozen=True)
class Scale:
    provenance: Provenance
    not_applicable: NotApplicable
    levels: tuple[Level, ...]
    special: tuple[SpecialMark, ...] = ()

    @property
    def lowest(self) -> int:
        return self.levels[0].value

    @property
    def highest(self) -> int:
        return self.levels[-1].value

    def level(self, value: int) -> Level | None:
        """Return the level of that value, ``None`` when the scale has none."""
        return next((level for level in self.levels if level.value == value), None)

    def special_mark(self, code: str) -> SpecialMark | None:
        """Return the special mark of that code, ``None`` when the scale has none."""
        return next((mark for mark in self.special if mark.code == code), None)


@dataclass(frozen=True, slots=True)
class Axis:
    id: str
    title: Words
    provenance: Provenance
    method: Words | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    id: str
    axes: tuple[str, ...]
    title: Words
    provenance: Provenance
    source: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """A group of criteria under a theme, in hierarchical frameworks."""

    id: str
    title: Words
    theme: str | None


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one level means in the words of the role that answers."""

    value: int
    words: Words


@dataclass(frozen=True, slots=True)
class Asked:
    """One plain question to one role about one criterion."""

    role: str
    question: Words
    anchors: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    id: str
    axis: str
    theme: str | None
    title: Words
    description: Words
    provenance: Provenance
    source: str
    weight: Fraction | None = None
    objective: str | None = None
    is_imperative: bool = False
    is_key_factor: bool = False
    applies_to: tuple[str, ...] = ()
    elements: tuple[Named, ...] = ()
    indicators: tuple[Words, ...] = ()
    regime: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def marked(self) -> tuple[str, ...]:
        """Return the ids that receive a mark: its elements, or itself."""
        return tuple(element.id for element in self.elements) or (self.id,)


@dataclass(frozen=True, slots=True)
class Scoring:
    family: Family
    action_plan_below: int | None = None
    unit: str = "share"
    display_decimals: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    kind: str
    ref: str
    covers: str

    @property
    def is_address(self) -> bool:
        return self.ref.startswith(("https://", "http://"))


@dataclass(frozen=True, slots=True)
class Question:
    """A criterion as one role is asked it; *is_plain* when written for that role."""

    criterion: Criterion
    words: Words
    anchors: tuple[Anchor, ...]
    is_plain: bool


@dataclass(frozen=True)
class Framework:
    """One version; *urn* names it for ever, *digest* proves its content."""

    urn: str
    id: str
    version: str
    kind: Kind
    status: Status
    valid_from: str | None
    valid_until: str | None
    title: Words
    description: Words
    licence: str
    licence_note: Words
    sources: tuple[Source, ...]
    scale: Scale | None
    scoring: Scoring | None
    axes: tuple[Axis, ...]
    themes: tuple[Theme, ...]
    objectives: tuple[Objective, ...]
    criteria: tuple[Criterion, ...]
    asked_of_all: tuple[str, ...]
    notes_fr: tuple[str, ...]
    notes_en: tuple[str, ...]
    legal_checks: tuple[Named, ...] = ()
    regimes: tuple[Named, ...] = ()
    needs_import: bool = False

    @cached_property
    def _by_id(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.criteria}

    @cached_property
    def _by_mark(self) -> dict[str, Criterion]:
        return {each: criterion for criterion in self.criteria for each in criterion.marked}

    @property
    def criteria_ids(self) -> tuple[str, ...]:
        return tuple(criterion.id for criterion in self.criteria)

    @property
    def theme_ids(self) -> tuple[str, ...]:
        return tuple(theme.id for theme in self.themes)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return one criterion.

        Raises:
            DomainError: ``unknown_criterion``.
        """
        found = self._by_id.get(criterion_id)
        if found is None:
            raise DomainError("unknown_criterion", criterion=criterion_id[:60], framework=self.urn)
        return found

    def criterion_marked(self, mark_id: str) -> Criterion:
        """Return the criterion that *mark_id*, one of its elements or itself, belongs to.

        Raises:
            DomainError: ``unknown_criterion``.
        """
        return self._by_mark.get(mark_id) or self.criterion(mark_id)

    def needed_scale(self) -> Scale:
        """Return the scale.

        Raises:
            DomainError: ``nothing_to_score`` for a nomenclature.
        """
        if self.scale is None:
            raise DomainError("nothing_to_score", framework=self.urn)
        return self.scale

    def asked_of(self, role: str) -> tuple[Question, ...]:
        """Return what *role* is asked, in the order of the file; empty when not asked.

        Roles asked every criterion get its title and the scale's own descriptors; the others
        only the plain questions written for them.
        """
        if role in self.asked_of_all:
            anchors = tuple(Anchor(each.value, each.descriptor) for each in self._levels())
            return tuple(Question(each, each.title, anchors, False) for each in self.criteria)
        return tuple(
            Question(criterion, asked.question, asked.anchors, True)
            for criterion in self.criteria
            for asked in criterion.asked
            if asked.role == role
        )

    def asked_roles(self) -> tuple[str, ...]:
        """Return every role asked something, those asked all first, then in file order."""
        written = (asked.role for criterion in self.criteria for asked in criterion.asked)
        return tuple(dict.fromkeys((*self.asked_of_all, *written)))

    def outside(self, status: str) -> frozenset[str]:
        """Return the criteria that do not apply to an organisation of that legal *status*.

        They are « non concerné » by construction: nobody has to say why.
        """
        return frozenset(c.id for c in self.criteria if c.applies_to and status not in c.applies_to)

    def _levels(self) -> tuple[Level, ...]:
        return self.scale.levels if self.scale else ()
