#!/usr/bin/env python3
"""One door to every chore. Needs Python 3.11 and pip, nothing else.

python3 run.py demo [--port N] [--no-serve] [--fresh]   jouer la démonstration, puis l’ouvrir
python3 run.py test [--engine postgresql]               format, style, types, murs, tests
python3 run.py setup                                    l’environnement, sans rien lancer
python3 run.py serve [--port N]                         servir les données de ESSAIM_DATA
python3 run.py fix                                      réécrire ce que les outils savent réécrire
python3 run.py bench [NOM]                              mesurer, et imprimer les chiffres
python3 run.py campaign [NOM]                           les longues campagnes de tests
python3 run.py docs                                     vérifier la documentation
python3 run.py lock                                     refaire les verrous des dépendances
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PIP = ["python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LOCK = ["uv", "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-header"]
LOCK += ["--python-version", "3.11", "--no-emit-index-url", "--no-annotate"]


def run(*command: str, **settings: str) -> bool:
    """Run one command of the environment and say whether it went well."""
    name, *arguments = command
    environment = os.environ | settings
    path = BIN / name
    done = subprocess.run([str(path), *arguments], cwd=ROOT, check=False, env=environment)
    return done.returncode == 0


def must(*command: str, **settings: str) -> None:
    if not run(*command, **settings):
        sys.exit(1)


def digest(*paths: Path) -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def install(lock: str) -> None:
    """Install a lock, hashes checked, unless this very lock is there; then the project."""
    path, stamp = ROOT / "requirements" / lock, VENV / f"{lock}.sha256"
    wanted = digest(path, ROOT / "pyproject.toml")
    if not stamp.exists() or stamp.read_text() != wanted:
        _make_environment()
        _install_lock(path)
        if not run(*PIP, "--no-deps", "--no-build-isolation", "-e", str(ROOT)):
            sys.exit("Essaim lui-même n’a pas pu être installé.")
        stamp.write_text(wanted)
    must("python", "hatch_build.py")


def _make_environment() -> None:
    if (BIN / "python").exists():
        return
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        sys.exit("Il manque le module venv : installez le paquet python3-venv, puis recommencez.")
    venv.create(VENV, with_pip=True)


def _install_lock(path: Path) -> None:
    hashed = ["--quiet", "--require-hashes", "-r"]
    quick = run(*PIP, *hashed[1:], str(ROOT / "requirements/uv.txt")) and run(
        "uv", "pip", "install", "--python", str(BIN / "python"), *hashed, str(path)
    )
    if not (quick or run(*PIP, *hashed[1:], str(path))):
        sys.exit(f"Les dépendances de {path.name} n’ont pas pu être installées.")


def demo(options: argparse.Namespace) -> None:
    install("run.txt")
    data = Path(os.environ.get("ESSAIM_DATA", ROOT / "var"))
    if options.fresh:
        shutil.rmtree(data, ignore_errors=True)
    serve = ["--no-serve"] if options.no_serve else ["--port", str(options.port)]
    must("essaim", "demo", *serve, ESSAIM_DATA=str(data), ESSAIM_DEMO="1")


def serve(options: argparse.Namespace) -> None:
    install("run.txt")
    must("essaim", "serve", "--port", str(options.port))


def setup(_options: argparse.Namespace) -> None:
    install("dev.txt")


def missing() -> list[str]:
    """Return what this machine lacks for the whole suite, and how to get each."""
    lacks = []
    if not any(map(shutil.which, CHROMIUM)):
        lacks.append("chromium (paquet Debian « chromium ») : les parcours ne seront pas joués")
    if not shutil.which("pdftoppm"):
        lacks.append("pdftoppm (paquet Debian « poppler-utils ») : les PDF ne seront pas relus")
    return lacks


def test(options: argparse.Namespace) -> None:
    install("dev.txt")
    lacks = missing()
    for each in lacks:
        print(f"Il manque {each}.", flush=True)
    if lacks and os.environ.get("CI") == "true":
        sys.exit("En intégration continue, rien ne doit manquer.")
    if options.engine == "postgresql":
        url = os.environ.get("DATABASE_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
        chosen = ["-m", "base and not browser and not campaign", "tests"]
        must("pytest", "-q", "-n", "2", "--dist", "loadfile", *chosen, DATABASE_URL=url)
        return
    for step in (
        ["ruff", "format", "--check", "."],
        ["ruff", "check", "."],
        ["bandit", "-q", "-r", "src", "-c", "pyproject.toml", "-ll"],
        ["mypy"],
        ["lint-imports"],
        ["pytest", "-q", "-n", "2", "--dist", "loadfile", "-m", "not campaign", *options.rest],
    ):
        must(*step)


def fix(_options: argparse.Namespace) -> None:
    install("dev.txt")
    must("ruff", "check", "--fix", ".")
    must("ruff", "format", ".")
    must("python", "chores/typography.py")
    must("python", "chores/catalogues.py")


def bench(options: argparse.Namespace) -> None:
    install("dev.txt")
    names = [options.name] if options.name else sorted(p.stem for p in ROOT.glob("bench/[a-z]*.py"))
    for name in names:
        must("python", f"bench/{name}.py", *options.rest)


def campaign(options: argparse.Namespace) -> None:
    install("dev.txt")
    chosen = ["-k", options.name] if options.name else []
    must("pytest", "-q", "-n", "2", "-m", "campaign", *chosen, ESSAIM_CAMPAIGN="long")


def docs(_options: argparse.Namespace) -> None:
    install("dev.txt")
    must("pytest", "-q", "tests/test_docs.py")


def lock(_options: argparse.Namespace) -> None:
    install("dev.txt")
    for name in ("run", "dev"):
        must(*LOCK, "pyproject.toml", "--group", name, "-o", f"requirements/{name}.txt")


CHORES = (demo, test, setup, serve, fix, bench, campaign, docs, lock)


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("chore", choices=[chore.__name__ for chore in CHORES])
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-serve", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], default="sqlite")
    options, rest = parser.parse_known_args()
    options.rest = rest
    next(chore for chore in CHORES if chore.__name__ == options.chore)(options)


if __name__ == "__main__":
    main()
