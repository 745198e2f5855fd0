"""The installation's settings, with what a test cannot wait for made quick."""

import os
import tempfile

os.environ.setdefault("ESSAIM_DATA", tempfile.mkdtemp(prefix="essaim-tests-"))
os.environ.setdefault("ESSAIM_SECRET_KEY", "for-tests-only")

from essaim.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ACCOUNT_RATE_LIMITS = dict[str, str]()
if "postgresql" not in DATABASES["default"]["ENGINE"]:  # noqa: F405
    # A file, as in service: pages served to a browser would share one connection in memory.
    _test = DATABASES["default"].setdefault("TEST", {})  # noqa: F405
    _test["NAME"] = f"{os.environ['ESSAIM_DATA']}/tests.sqlite3"
