from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    name = "essaim.territory"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.platform import jobs, navigation, related, search, todo
        from essaim.platform.labels import register, register_acts, register_words
        from essaim.territory import labels, panels, tasks
        from essaim.territory.domain.communes import Method

        register(labels.SENTENCES)
        register_acts(labels.ACTS)
        register_words(Method, labels.METHODS)
        jobs.register("import_register", tasks.import_register)
        navigation.register("observe", "territory:providers", title=_("Structures"), icon="place")
        search.register(panels.hits)
        todo.register(panels.waiting)
        related.register(panels.related_provider)
