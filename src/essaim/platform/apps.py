from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class PlatformConfig(AppConfig):
    name = "essaim.platform"

    def ready(self) -> None:
        from essaim.platform import checks, labels, navigation, queries, thread, todo, waiting
        from essaim.platform.domain.viewer import Role
        from essaim.platform.files.labels import SENTENCES as FILE_SENTENCES

        labels.register(labels.SENTENCES)
        labels.register(FILE_SENTENCES)
        labels.register_acts(labels.ACTS)
        todo.register(waiting.tasks)
        navigation.register(
            "observe",
            "portfolio",
            title=gettext_lazy("Accompagnements"),
            icon="people",
            roles=[Role.ADVISER],
        )
        checks.register("audit", queries.audit_faults)
        checks.register("thread", thread.broken_links)
