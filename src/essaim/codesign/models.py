"""Sessions, those who take part, what they write, what becomes of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.codesign.domain.notes import LONGEST_NOTE, LONGEST_REASON, NoteActKind, NoteState
from essaim.codesign.domain.notes import NoteAct as Act
from essaim.codesign.domain.steps import Clock, SessionState, Step, StepKind, VoteMethod
from essaim.diagnosis.domain.roles import RespondentRole


class CreativitySession(models.Model):
    """One session: a question, its steps, a code by which a room joins."""

    organisation = models.ForeignKey(
        "platform.Organisation", models.PROTECT, related_name="creativity_sessions"
    )
    title = models.CharField(_("question posée"), max_length=160)
    intent = models.TextField(_("ce qui sera fait des notes"), max_length=600)
    held_on = models.DateField(_("jour de la séance"))
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in SessionState], default=SessionState.PREPARED
    )
    code = models.CharField(max_length=6, unique=True)
    places = models.PositiveSmallIntegerField(_("places"), default=40)
    step = models.ForeignKey("codesign.SessionStep", models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    step_minutes = models.PositiveSmallIntegerField(default=0)
    paused_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)
    #: Moves with each act: a screen that shows an older one fetches again.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("séance de créativité")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=SessionState.RUNNING) | Q(step__isnull=False),
                name="codesign_running_at_a_step",
            ),
            models.CheckConstraint(
                condition=~Q(state=SessionState.CLOSED) | Q(closed_on__isnull=False),
                name="codesign_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clock(self) -> Clock | None:
        """Return the time of the running step, ``None`` before and after the session."""
        if self.state != SessionState.RUNNING or self.started_at is None:
            return None
        return Clock(self.started_at, self.step_minutes, self.paused_at)


class SessionStep(models.Model):
    """One step of a session, as the frame gave it and the facilitators changed it."""

    session = models.ForeignKey(CreativitySession, models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[(k, k) for k in StepKind])
    minutes = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=10, choices=[(m, m) for m in VoteMethod], blank=True)
    dots = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("étape")
        ordering = ["session", "position"]
        constraints = [models.UniqueConstraint("session", "position", name="codesign_step_once")]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind}"

    def to_domain(self) -> Step:
        method = VoteMethod(self.method) if self.method else None
        return Step(StepKind(self.kind), self.minutes, method, self.dots)


class Participant(models.Model):
    """Somebody in the room, without account: a place, a viewpoint, maybe a name one chose."""

    session = models.ForeignKey(CreativitySession, models.CASCADE, related_name="participants")
    #: The secret of the phone opens own notes only; only its digest is kept.
    digest = models.CharField(max_length=64, unique=True)
    pseudonym = models.CharField(_("pseudonyme"), max_length=40, blank=True)
    role = models.CharField(
        _("point de vue"), max_length=20, choices=[(r, r) for r in RespondentRole]
    )
    house = models.CharField(_("structure"), max_length=80, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("personne présente")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.pseudonym or f"{self.role} {self.pk}"


class Idea(models.Model):
    """Notes grouped under a name: what is voted, decided, planned."""

    session = models.ForeignKey(CreativitySession, models.CASCADE, related_name="ideas")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("nom"), max_length=120)

    class Meta:
        verbose_name = _("idée")
        ordering = ["session", "position"]
        constraints = [
            models.UniqueConstraint("session", "position", name="codesign_idea_place_once")
        ]

    def __str__(self) -> str:
        return self.title


class NoteAct(models.Model):
    """What a facilitator did to notes: who, when, why; undone or not, never erased."""

    session = models.ForeignKey(CreativitySession, models.CASCADE, related_name="note_acts")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in NoteActKind])
    why = models.CharField(_("raison"), max_length=LONGEST_REASON, blank=True)
    by = models.ForeignKey("platform.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    sources = models.ManyToManyField("codesign.Note", related_name="acts")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("acte sur des notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def to_domain(self) -> Act:
        """Return the act; its notes must be prefetched where many are read."""
        sources = tuple(sorted(note.pk for note in self.sources.all()))
        made = tuple(sorted(note.pk for note in self.made.all()))
        return Act(NoteActKind(self.kind), sources, made, self.why, self.pk)


class Note(models.Model):
    """A note: written by somebody in the room, or made by an act from other notes."""

    session = models.ForeignKey(CreativitySession, models.CASCADE, related_name="notes")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="notes")
    #: Chosen by the phone before sending: the same note sent again arrives once.
    key = models.CharField(max_length=36, blank=True)
    role = models.CharField(max_length=20, choices=[(r, r) for r in RespondentRole], blank=True)
    text = models.CharField(_("note"), max_length=LONGEST_NOTE)
    at = models.DateTimeField(auto_now_add=True)
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, related_name="notes")
    state = models.CharField(
        max_length=10, choices=[(s, s) for s in NoteState], default=NoteState.LIVE
    )
    made_by = models.ForeignKey(NoteAct, models.CASCADE, null=True, related_name="made")

    class Meta:
        verbose_name = _("note")
        ordering = ["pk"]
        indexes = [models.Index(fields=["session", "state"], name="codesign_note_state")]
        constraints = [
            models.UniqueConstraint("participant", "key", name="codesign_note_arrives_once"),
            models.CheckConstraint(
                condition=Q(participant__isnull=False) ^ Q(made_by__isnull=False),
                name="codesign_note_said_or_made",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """What one person in the room gave each idea at a vote; the last one sent counts."""

    step = models.ForeignKey(SessionStep, models.CASCADE, related_name="ballots")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="ballots")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("bulletin")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("step", "participant", name="codesign_ballot_once")]

    def __str__(self) -> str:
        return f"{self.step_id}:{self.participant_id}"


class BallotMark(models.Model):
    """What a ballot gives one idea: dots, a score or a grade."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="marks")
    idea = models.ForeignKey(Idea, models.PROTECT, related_name="marks")
    value = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("voix")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("ballot", "idea", name="codesign_mark_once")]

    def __str__(self) -> str:
        return f"{self.idea_id}: {self.value}"


class Decision(models.Model):
    """What the room decided of an idea: kept with an owner and a date, or left, with why."""

    idea = models.OneToOneField(Idea, models.PROTECT, related_name="decision")
    is_kept = models.BooleanField()
    text = models.CharField(_("décision"), max_length=LONGEST_NOTE)
    owner = models.CharField(_("responsable"), max_length=80, blank=True)
    due_on = models.DateField(_("échéance"), null=True)
    by = models.ForeignKey("platform.User", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("décision")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_kept=False) | (~Q(owner="") & Q(due_on__isnull=False)),
                name="codesign_kept_has_owner_and_day",
            )
        ]

    def __str__(self) -> str:
        return self.text
