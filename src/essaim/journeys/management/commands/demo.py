"""`essaim demo`: a base, the demonstration played in it, then its pages."""

from __future__ import annotations

import sys
from argparse import ArgumentParser

from django.core.management import call_command

from essaim.journeys import services
from essaim.journeys.acts import ACTS
from essaim.journeys.story import DOMAIN
from essaim.platform import serving
from essaim.platform.commands import EssaimCommand, is_base_ready
from essaim.platform.labels import ROLES

NAMES = {
    "people": "Personnes et structures",
    "territory": "Territoire et registre",
    "accompaniments": "Accompagnements",
    "frameworks": "Référentiels",
    "diagnosis": "Campagnes et regards croisés",
    "plans": "Plan de trois ans",
    "funding": "Convention et aide",
    "codesign": "Séances de créativité",
}
WIDTH = 24


class Command(EssaimCommand):
    help = "Joue la démonstration (personnes et structures inventées), puis l’ouvre."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true")

    def act(self, *, port: int, no_serve: bool, **_options: object) -> None:
        if not is_base_ready():
            call_command("migrate", verbosity=0)
        if services.needs_playing():
            self._play()
        serving.prepare_static_files()
        self._print_accounts(port)
        if not no_serve:
            serving.serve(port)

    def _play(self) -> None:
        total = len(ACTS) + 1
        for number, act in enumerate(services.play_demonstration()):
            self._draw(number, total, NAMES[act])
        self._draw(total, total, "La démonstration est prête")
        self.stdout.write("")

    def _draw(self, done: int, total: int, name: str) -> None:
        full = WIDTH * done // total
        bar = "⬢" * full + "⬡" * (WIDTH - full)
        end = "\r" if sys.stdout.isatty() else "\n"
        self.stdout.write(f"{bar} {name:<32}", ending=end)
        self.stdout.flush()

    def _print_accounts(self, port: int) -> None:
        self.stdout.write("Tout est inventé : personnes, structures, lieux, montants.")
        for name, login, role in services.accounts():
            self.stdout.write(f"  {ROLES[role]!s:<30} {name:<18} {login}@{DOMAIN}")
        self.stdout.write(f"  Mot de passe de tous les comptes : {services.PASSWORD}")
        self.stdout.write(f"  Ouvrez http://127.0.0.1:{port}/")
