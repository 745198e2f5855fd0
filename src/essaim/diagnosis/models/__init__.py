"""What the database keeps of campaigns, respondents, answers, and what became of them."""

from essaim.diagnosis.models.answers import (
    Answer,
    CollectiveAnswer,
    CollectiveLevel,
    Respondent,
    RespondentLink,
    Submission,
)
from essaim.diagnosis.models.campaigns import AskedQuestion, Campaign, CampaignRound
from essaim.diagnosis.models.results import (
    ConsolidatedRating,
    ConsolidationMeeting,
    PublishedFigure,
    Release,
    ReleasedExcerpt,
    Reply,
    SharedDiagnosis,
)

__all__ = [
    "Answer",
    "AskedQuestion",
    "Campaign",
    "CampaignRound",
    "CollectiveAnswer",
    "CollectiveLevel",
    "ConsolidatedRating",
    "ConsolidationMeeting",
    "PublishedFigure",
    "Release",
    "ReleasedExcerpt",
    "Reply",
    "Respondent",
    "RespondentLink",
    "SharedDiagnosis",
    "Submission",
]
