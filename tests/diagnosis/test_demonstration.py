"""The diagnoses of the demonstration: the worked figures, and nothing to learn of small groups."""

from __future__ import annotations

from fractions import Fraction

from essaim.diagnosis import queries
from essaim.diagnosis.domain.crossed_views import CriterionView, Standing
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.models import CampaignRound
from essaim.frameworks import services as framework_services
from essaim.journeys.acts import diagnosis
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import HOUSE

HEAD, MANAGER = RespondentRole.SENIOR_MANAGER, RespondentRole.MIDDLE_MANAGER
WORKER, USER = RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER


def jobs(title: str) -> CriterionView:
    views = queries.published_views(CampaignRound.objects.get(campaign__title=title))
    assert views is not None
    return views.criteria["c01"]


def test_the_demonstration_shows_the_worked_figures_and_leaks_nothing(story: Story) -> None:
    framework_services.install_library(by=HOUSE)
    diagnosis.play(story)

    whole = jobs("CEDRE, état des lieux")
    assert (whole.roles[MANAGER].median, whole.roles[MANAGER].dispersion) == (
        Fraction(3),
        Fraction(2, 5),
    )
    assert (whole.roles[WORKER].median, whole.roles[WORKER].dispersion) == (
        Fraction(1),
        Fraction(1, 2),
    )
    assert whole.roles[HEAD].standing is Standing.ALONE
    assert whole.roles[USER].standing is Standing.HIDDEN
    assert whole.gap == 2
    assert jobs("CEDRE, premier regard").gap is None
    assert jobs("CEDRE, à deux voix").roles[MANAGER].n == 2
    assert jobs("CEDRE, à deux voix").gap == 2
    assert queries.privacy_findings() == []
