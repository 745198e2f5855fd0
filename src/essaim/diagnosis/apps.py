from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    name = "essaim.diagnosis"

    def ready(self) -> None:
        from essaim.diagnosis import panels, queries
        from essaim.diagnosis.domain.campaign import CampaignState
        from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
        from essaim.diagnosis.labels import MODES, ROLES, SENTENCES, STATES
        from essaim.diagnosis.labels.acts import ACTS
        from essaim.diagnosis.queries.nodes import NODE_KINDS
        from essaim.diagnosis.queries.waiting_results import tasks
        from essaim.platform import checks, labels, navigation, news, related, search, thread, todo

        labels.register(SENTENCES)
        labels.register_acts(ACTS)
        labels.register_words(RespondentRole, ROLES)
        labels.register_words(CollectionMode, MODES)
        labels.register_words(CampaignState, STATES)
        checks.register("diagnosis", queries.privacy_findings, privacy=True)
        navigation.register("diagnose", "diagnosis:campaigns")
        todo.register(panels.waiting)
        news.register(panels.news)
        todo.register(tasks)
        for kind in NODE_KINDS:
            thread.register(kind)
        search.register(panels.found)
        related.register(panels.related_campaigns)
