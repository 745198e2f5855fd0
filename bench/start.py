"""How long from a fresh clone to a page (cold), and from a second start to a page (warm).

Cold starts with empty caches of pip, uv and npm; the peer printed beside is a bare
``python3 -m venv`` with Django alone, installed and serving its welcome page.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def seconds_to_page(folder: Path, env: dict[str, str]) -> float:
    """Return the seconds between the command and its first page, then stop it.

    Each start has its own port: a server that ends slowly never answers for the next.
    """
    port = free_port()
    command = [sys.executable, "run.py", "demo", "--port", str(port)]
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=env, start_new_session=True)
    try:
        while time.perf_counter() - start < PATIENCE:
            if process.poll() is not None:
                sys.exit(f"{command} ended with {process.returncode}")
            try:
                urlopen(f"http://127.0.0.1:{port}/aide/", timeout=5).close()
                return time.perf_counter() - start
            except (URLError, ConnectionError, TimeoutError):
                time.sleep(0.02)
        sys.exit("no page came")
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def peer_seconds(folder: Path, env: dict[str, str]) -> float:
    """Return the seconds of a bare environment with Django alone."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "venv", "bare"], cwd=folder, check=True, env=env)
    pip = [str(folder / "bare/bin/pip"), "install", "-q", "--disable-pip-version-check", "django<6"]
    subprocess.run(pip, check=True, env=env)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clone = folder / "essaim"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        caches = {
            key: str(folder / key) for key in ("UV_CACHE_DIR", "PIP_CACHE_DIR", "npm_config_cache")
        }
        env = {
            k: v for k, v in os.environ.items() if k not in {"ESSAIM_DATA", "VIRTUAL_ENV"}
        } | caches
        cold = seconds_to_page(clone, env)
        warm = sorted(seconds_to_page(clone, env) for _ in range(3))[1]
        peer = peer_seconds(folder, env)
        weight = sum(
            f.stat().st_size for f in clone.rglob("*") if f.is_file() and not f.is_symlink()
        )
        print(f"cold  {cold:6.1f} s   (aim 30; bare venv with Django alone {peer:.1f} s)")
        print(f"warm  {warm:6.2f} s   (aim 2)")
        print(f"disk  {weight / 2**20:6.0f} MiB")
        shutil.rmtree(clone)


if __name__ == "__main__":
    main()
