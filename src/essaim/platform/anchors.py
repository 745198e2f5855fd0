"""The ends of the log's chains, signed, to be kept elsewhere: a log cut short then shows."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings

from essaim.kernel.errors import DomainError
from essaim.platform.models import AuditHead, AuditLine


def anchor() -> dict[str, Any]:
    """Return the number and digest that end each chain, and their signature (HMAC-SHA256)."""
    heads = {head.chain: [head.number, head.digest] for head in AuditHead.objects.order_by("chain")}
    return {"chains": heads, "signature": _sign(heads)}


def anchor_faults(kept: Mapping[str, Any]) -> list[str]:
    """Return the chains that no longer hold the line an anchor saw.

    Raises:
        DomainError: ``anchor_not_ours``.
    """
    chains = kept.get("chains")
    if not isinstance(chains, dict) or not hmac.compare_digest(
        str(kept.get("signature")), _sign(chains)
    ):
        raise DomainError("anchor_not_ours")
    return [
        f"{chain}:{number} missing"
        for chain, (number, digest) in chains.items()
        if number and not _has_line(chain, number, digest)
    ]


def _has_line(chain: str, number: int, digest: str) -> bool:
    return AuditLine.objects.filter(chain=chain, number=number, digest=digest).exists()


def _sign(chains: Mapping[str, Any]) -> str:
    text = json.dumps(chains, sort_keys=True, separators=(",", ":"))
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"essaim.audit.{text}".encode(), hashlib.sha256).hexdigest()
