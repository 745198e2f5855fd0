from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "essaim.frameworks"

    def ready(self) -> None:
        from essaim.frameworks import labels, panels, queries, services
        from essaim.frameworks.labels.acts import ACTS
        from essaim.platform import checks, navigation, search, shipped, todo
        from essaim.platform import labels as sentences

        sentences.register(labels.SENTENCES)
        sentences.register_acts(ACTS)
        checks.register("frameworks", queries.digest_faults)
        shipped.register(lambda by: services.install_library(by=by))
        todo.register(panels.tasks)
        search.register(panels.hits)
        navigation.register("diagnose", "frameworks:list", title=labels.LIST_TITLE, icon="book")
        navigation.register(
            "observe",
            "frameworks:facts-home",
            title=labels.FACTS_TITLE,
            icon="sliders",
            roles=queries.FACT_READERS,
        )
