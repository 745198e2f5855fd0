"""`essaim <command>`: every command of the house under one name."""

import os
import sys

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
    execute_from_command_line(sys.argv)
