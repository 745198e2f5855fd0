"""The secret of a respondent link: signed, so that it cannot be guessed or altered; never stored.

A token is the key of its link and a signature of it; the database keeps only its digest.
"""

import hashlib
import hmac
import re
from base64 import b32encode

#: Characters of signature, five bits each: 120 bits.
_SIGNED = 24
_TOKEN = re.compile(r"(\d{1,18})-([a-z2-7]{24})")


def sign_link(link_id: int, secret: str) -> str:
    """Return the token of a link.

    >>> sign_link(7, "secret") == sign_link(7, "secret") != sign_link(7, "other")
    True
    """
    message = f"essaim respondent link {link_id}".encode()
    signature = hmac.new(secret.encode(), message, hashlib.sha256).digest()
    return f"{link_id}-{b32encode(signature).decode().lower()[:_SIGNED]}"


def link_of(token: str, secret: str) -> int | None:
    """Return the key of the link a token was made for, ``None`` when it was altered.

    >>> link_of(sign_link(7, "secret"), "secret"), link_of("7-" + "a" * 24, "secret")
    (7, None)
    """
    found = _TOKEN.fullmatch(token)
    if found is None:
        return None
    link_id = int(found.group(1))
    return link_id if hmac.compare_digest(token, sign_link(link_id, secret)) else None


def digest(token: str) -> str:
    """Return what is kept of a token: 64 hexadecimal characters that open nothing."""
    return hashlib.sha256(token.encode()).hexdigest()
