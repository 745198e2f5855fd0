"""Settings, all from the environment; each variable is in docs/reference/reglages.md."""

import os
from pathlib import Path

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF

from essaim.config.engine import use_safe_sqlite
from essaim.config.secrets import secret_key

use_safe_sqlite()
django_stubs_ext.monkeypatch()

DATA_DIR = Path(os.environ.get("ESSAIM_DATA", "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = os.environ.get("ESSAIM_DEBUG", "0") == "1"
ESSAIM_DEMO = os.environ.get("ESSAIM_DEMO", "0") == "1"
ESSAIM_HDS_HOSTING = os.environ.get("ESSAIM_HDS_HOSTING", "0") == "1"
#: Roles that must have a second factor, separated by commas.
ESSAIM_MFA_ROLES = frozenset(filter(None, os.environ.get("ESSAIM_MFA_ROLES", "").split(",")))
ESSAIM_SITE = os.environ.get("ESSAIM_SITE", "http://127.0.0.1:8000")
ALLOWED_HOSTS = os.environ.get("ESSAIM_HOSTS", "127.0.0.1,localhost,testserver").split(",")
ESSAIM_HTTPS = ESSAIM_SITE.startswith("https://")
CSRF_TRUSTED_ORIGINS = [ESSAIM_SITE]

APPS = (
    *("platform", "territory", "frameworks", "diagnosis", "codesign", "plans", "funding"),
    "journeys",
)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules",
    *(f"essaim.{app}" for app in APPS),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "essaim.platform.middleware.PrivateMiddleware",
    "essaim.platform.middleware.ReaderMiddleware",
    "essaim.platform.middleware.ScopeMiddleware",
    "essaim.platform.middleware.SecondFactorMiddleware",
    "essaim.platform.middleware.DomainErrorMiddleware",
]
ROOT_URLCONF = "essaim.config.urls"
ASGI_APPLICATION = "essaim.config.asgi.application"
WSGI_APPLICATION = "essaim.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parents[1] / "platform/templates"],  # ours before allauth's
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "essaim.platform.context.shell",
            ],
            # cotton and template-partials patch loaders behind each other's back: spelled out
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "essaim.platform.templatetags.essaim",
            ],
        },
    }
]
COTTON_ISOLATE_BY_DEFAULT = True  # a component never sees the variables of its page

SQLITE = f"sqlite:///{DATA_DIR / 'essaim.sqlite3'}"
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL", SQLITE))}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "platform.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "essaim.platform.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/m/ip", "reset_password": "5/h/key,20/h/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ESSAIM_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Essaim"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ESSAIM_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if ESSAIM_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if ESSAIM_HTTPS else "csrf"
SECURE_SSL_REDIRECT = ESSAIM_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if ESSAIM_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ESSAIM_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
TIME_ZONE = "Europe/Paris"
USE_THOUSAND_SEPARATOR = False  # it would group keys and years too; filters write figures

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ESSAIM_SMTP_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("ESSAIM_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ESSAIM_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ESSAIM_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("ESSAIM_SMTP_TLS", "0") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("ESSAIM_FROM", "essaim@localhost")
EMAIL_FILE_PATH = DATA_DIR / "mail"
if ESSAIM_DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "servestatic.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ESSAIM_LOG", "WARNING")},
}
