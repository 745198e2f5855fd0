"""The door of ASGI servers: the application behind its static files."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")
_django = get_asgi_application()

from django.conf import settings  # noqa: E402
from servestatic import ServeStaticASGI  # noqa: E402

settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
application = ServeStaticASGI(_django, root=str(settings.STATIC_ROOT), prefix="static/")
