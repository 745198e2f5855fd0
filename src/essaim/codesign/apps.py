from django.apps import AppConfig


class CodesignConfig(AppConfig):
    name = "essaim.codesign"

    def ready(self) -> None:
        from essaim.codesign import labels, panels
        from essaim.codesign.queries.nodes import NODE_KINDS
        from essaim.codesign.queries.scope import READERS
        from essaim.platform import navigation, related, search, thread, todo
        from essaim.platform.labels import register, register_acts

        register(labels.SENTENCES)
        register_acts(labels.ACTS)
        for kind in NODE_KINDS:
            thread.register(kind)
        navigation.register("design", "codesign:sessions", roles=set(READERS))
        todo.register(panels.waiting)
        search.register(panels.found)
        related.register(panels.related_sessions)
