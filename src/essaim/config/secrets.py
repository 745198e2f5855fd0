"""The key that signs logins and links: from the environment, else made once and kept."""

import os
import secrets
from pathlib import Path


def secret_key(data: Path) -> str:
    """Return the installation's key; the first start writes it, readable by its owner only."""
    given = os.environ.get("ESSAIM_SECRET_KEY")
    if given:
        return given
    kept = data / "secret.key"
    if not kept.exists():
        new = kept.with_suffix(f".{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(50), "ascii")
        try:
            os.link(new, kept)  # two first starts at once agree on one key
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return kept.read_text("ascii")
