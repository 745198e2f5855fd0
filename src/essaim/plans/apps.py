from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "essaim.plans"

    def ready(self) -> None:
        from essaim.diagnosis.events import DiagnosisShared
        from essaim.plans import labels as words
        from essaim.plans import listeners, panels
        from essaim.plans.domain.actions import Axis
        from essaim.plans.labels.acts import ACTS
        from essaim.plans.queries.nodes import NODE_KINDS
        from essaim.plans.queries.waiting import tasks
        from essaim.platform import events, labels, navigation, related, thread, todo
        from essaim.platform.domain.viewer import Role

        labels.register(words.SENTENCES)
        labels.register_acts(ACTS)
        labels.register_words(Axis, words.AXES)
        events.listen(DiagnosisShared, listeners.diagnosis_shared)
        for kind in NODE_KINDS:
            thread.register(kind)
        todo.register(tasks)
        related.register(panels.related_plans)
        readers = set(Role) - {Role.RESEARCHER, Role.OPERATOR}
        navigation.register("plan", "plans:plans", roles=readers)
