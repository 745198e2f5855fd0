"""One writing of the same content, so that a digest proves it: no comment, no order of keys."""

from __future__ import annotations

import json
import unicodedata
from hashlib import sha256
from typing import Any


def write_kept(data: Any) -> str:
    """Return the text that is stored: the content with its keys in the order of the file.

    >>> write_kept({"b": 1, "a": 2})
    '{"b":1,"a":2}'
    """
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", plain)


def write_canonical(data: Any) -> str:
    """Return the one text of *data*: keys sorted, accents composed, whole numbers only.

    >>> write_canonical({"b": [1, None], "a": "été"})
    '{"a":"été","b":[1,null]}'
    """
    plain = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return unicodedata.normalize("NFC", plain)


def read_kept(text: str) -> Any:
    return json.loads(text)


def digest_of(data: Any) -> str:
    """Return the sha256 of the canonical text of *data*, in hexadecimal."""
    return sha256(write_canonical(data).encode()).hexdigest()
