"""`essaim serve`: the pages and the worker of long jobs, until told to stop."""

from argparse import ArgumentParser

from essaim.platform import serving, shipped
from essaim.platform.commands import EssaimCommand


class Command(EssaimCommand):
    help = "Sert l’application, avec un exécutant des tâches de fond."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--host", default="127.0.0.1")

    def act(self, *, port: int, host: str, **_: object) -> None:
        shipped.install()
        serving.prepare_static_files()
        self.stdout.write(f"Essaim répond à http://{host}:{port}/")
        serving.serve(port, host)
