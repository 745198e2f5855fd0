"""A campaign made as the adviser makes it, for the tests of this app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.links import LinkKind
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.diagnosis.models import Campaign, CampaignRound, RespondentLink
from essaim.frameworks import queries as frameworks
from essaim.frameworks import services as framework_services
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import HOUSE, Viewer

CEDRE = "urn:essaim:framework:cedre21:2026.1"
JOBS: dict[RespondentRole, Sequence[int]] = {
    RespondentRole.SENIOR_MANAGER: [4],
    RespondentRole.MIDDLE_MANAGER: [3, 3, 4, 2, 3],
    RespondentRole.CARE_WORKER: [1, 2, 1, 1, 2, 2, 1, 3, 1, 2, 1, 1],
}


def today() -> date:
    return timezone.localdate()


def terms() -> services.Draft:
    return services.Draft(
        title="CEDRE 2027",
        purpose="Savoir ce qui tient et ce qui manque.",
        cse_informed_on=today(),
        is_paid_time=True,
        promised_on=today() + timedelta(days=40),
    )


def version_id() -> int:
    framework_services.install_library(by=HOUSE)
    version = frameworks.version(CEDRE)
    assert version is not None
    return version.pk


@dataclass(frozen=True)
class Made:
    """A campaign of L’Amandier, and who carries it."""

    campaign: Campaign
    by: Viewer

    @property
    def current(self) -> CampaignRound:
        campaign = queries.carried_campaigns(self.by).get(pk=self.campaign.pk)
        return queries.latest_round(campaign)

    def link(
        self,
        role: RespondentRole = RespondentRole.CARE_WORKER,
        kind: LinkKind = LinkKind.PERSONAL,
        places: int = 1,
    ) -> RespondentLink:
        return services.make_link(
            round_id=self.current.pk,
            kind=kind,
            role=role,
            places=places,
            expires_on=today() + timedelta(days=20),
            by=self.by,
        )

    def answer(self, role: RespondentRole, **typed: Typed) -> None:
        """Type in what one more person of a role said."""
        services.record_sheet(
            round_id=self.current.pk,
            role=role,
            code="",
            typed=typed,
            mode=CollectionMode.VISIT,
            key=f"visite-{self.current.respondents.count()}",
            by=self.by,
        )

    def answers(
        self, marks: Mapping[RespondentRole, Sequence[int]], criterion: str = "c01"
    ) -> None:
        for role, levels in marks.items():
            for level in levels:
                self.answer(role, **{criterion: Typed(str(level))})

    def publish(self) -> CampaignRound:
        services.close_round(campaign_id=self.campaign.pk, by=self.by)
        services.publish_round(campaign_id=self.campaign.pk, by=self.by)
        return self.current


def prepare(story: Story, organisation: str = "amandier") -> Made:
    by = story.accounts["nadia.ferrand"]
    campaign = services.prepare_campaign(
        organisation_id=story.ids[organisation],
        owner_id=story.ids["garrigue"],
        framework_version_id=version_id(),
        draft=terms(),
        by=by,
    )
    return Made(campaign, by)


def opened(story: Story, organisation: str = "amandier") -> Made:
    made = prepare(story, organisation)
    services.open_campaign(campaign_id=made.campaign.pk, by=made.by)
    return made
