"""An anchor kept elsewhere shows a log that was cut, even with its head."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import anchors
from essaim.platform.models import AuditHead, AuditLine


def test_a_log_cut_with_its_head_shows_against_the_anchor(story: Story) -> None:
    kept = anchors.anchor()
    assert anchors.anchor_faults(kept) == []
    last = AuditLine.objects.filter(chain="house").order_by("-number")[0]
    AuditHead.objects.filter(chain="house").update(number=last.number - 1, digest=last.previous)
    last.delete()

    assert anchors.anchor_faults(kept) == [f"house:{last.number} missing"]


def test_an_anchor_that_was_touched_is_refused(story: Story) -> None:
    kept = anchors.anchor()
    kept["chains"]["house"][0] = 1

    with pytest.raises(DomainError, match="anchor_not_ours"):
        anchors.anchor_faults(kept)


def test_the_command_compares_with_a_kept_file(story: Story, tmp_path: Path) -> None:
    file = tmp_path / "anchor.json"
    file.write_text(json.dumps(anchors.anchor()), "utf-8")

    call_command("audit", "verify", str(file))
