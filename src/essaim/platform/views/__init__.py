"""Pages of the platform."""

from essaim.platform.views.account import appearance, members, role_grant, role_revoke
from essaim.platform.views.home import home, search, tasks, tasks_count
from essaim.platform.views.house import (
    accessibility,
    audit,
    failed,
    file_download,
    forbidden,
    help_page,
    mail,
    motifs,
    not_found,
    privacy,
    unreadable,
)
from essaim.platform.views.jobs import job_cancel, job_detail, job_progress, jobs
from essaim.platform.views.portfolio import accompaniment, accompaniment_move, portfolio

__all__ = [
    "accessibility",
    "accompaniment",
    "accompaniment_move",
    "appearance",
    "audit",
    "failed",
    "file_download",
    "forbidden",
    "help_page",
    "home",
    "job_cancel",
    "job_detail",
    "job_progress",
    "jobs",
    "mail",
    "members",
    "motifs",
    "not_found",
    "portfolio",
    "privacy",
    "role_grant",
    "role_revoke",
    "search",
    "tasks",
    "tasks_count",
    "unreadable",
]
