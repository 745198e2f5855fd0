"""What each app adds to the demonstration, in the order of the life cycle."""

from importlib import import_module

from essaim.journeys.story import Story

#: The acts, in the order they are played; each has ``play(story)`` and says what it does.
ACTS = (*("territory", "accompaniments", "frameworks", "diagnosis", "plans", "funding"), "codesign")


def play(story: Story, act: str) -> None:
    """Play one act on a story whose former acts have been played."""
    import_module(f"{__name__}.{act}").play(story)
