"""`essaim <command>`: every command of the house under one name."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from django.core.management import execute_from_command_line

import essaim


def main() -> None:
    """Run a command; hyphens and underscores are the same, so `import-register` works."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")
    if sys.argv[1:] == ["--version"]:
        print(f"essaim {essaim.__version__}")
        return
    if len(sys.argv) > 1:
        sys.argv[1] = sys.argv[1].replace("-", "_") if sys.argv[1][0] != "-" else sys.argv[1]
    if site := served_site(sys.argv[2:]):
        os.environ.setdefault("ESSAIM_SITE", site)
    execute_from_command_line(sys.argv)


def served_site(arguments: Sequence[str]) -> str:
    """Return the address that `--port` serves: links sent or printed must open there.

    >>> served_site(["--port", "8101"]), served_site(["--no-serve"])
    ('http://127.0.0.1:8101', '')
    """
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--port", type=int)
    port = parser.parse_known_args(arguments)[0].port
    return f"http://127.0.0.1:{port}" if port else ""
