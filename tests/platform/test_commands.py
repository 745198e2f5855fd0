"""Commands have manners: their version, and a sentence where the base is not there yet."""

import os
import subprocess
import sys
from pathlib import Path

import essaim

RUN = "from essaim.config.cli import main; main()"


def called(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {"ESSAIM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "essaim.config.settings"}
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, "-c", RUN, *words],
        env=environment | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_base_that_was_never_prepared_is_said_in_one_sentence(tmp_path: Path) -> None:
    register = tmp_path / "registre.csv"
    register.write_text("finess_et;raison_sociale\n", "utf-8")

    done = called(tmp_path, "import-register", str(register))

    assert done.returncode == 1
    assert "essaim migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_that_of_the_house_not_of_its_framework(tmp_path: Path) -> None:
    assert called(tmp_path, "--version").stdout == f"essaim {essaim.__version__}\n"
