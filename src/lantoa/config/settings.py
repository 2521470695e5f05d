"""One settings file; every knob is a documented ``LANTOA_*`` variable (docs/reference/settings.md)."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from lantoa.kernel import clock
from lantoa.upkeep import keys

from . import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.folder("LANTOA_DATA", "var/data")
DEBUG = environment.flag("LANTOA_DEBUG")
DEMO = environment.flag("LANTOA_DEMO")
NETWORK = environment.choice("LANTOA_NETWORK", "internet", ("internal", "internet"))
HTTPS = environment.flag("LANTOA_HTTPS", default=not (DEMO or DEBUG))
UPLOAD_LIMIT_MB = environment.number("LANTOA_UPLOAD_LIMIT_MB", 20)

SECRET_KEY = environment.text("LANTOA_SECRET_KEY") or (keys.demo_key(DATA) if DEMO or DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Thiếu LANTOA_SECRET_KEY. Đặt vào biến này một chuỗi ngẫu nhiên từ 50 ký tự trở lên."
    )
ALLOWED_HOSTS = environment.words("LANTOA_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("LANTOA_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_tasks",
    "django_tasks_db",
    *(
        f"lantoa.{area}"
        for area in (
            "journal",
            "organisation",
            "rulebook",
            "access",
            "registry",
            "notices",
            "search",
            "worklist",
            "jobs",
            "reporting",
            "analytics",
            "analysis",
            "programme",
            "assessment",
            "commendation",
            "conference",
            "reading",
            "portal",
            "exchange",
            "web",
        )
    ),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lantoa.web.statics.CompressedStatics",
    "csp.middleware.CSPMiddleware",
    "lantoa.web.middleware.HeadersMiddleware",
    "lantoa.web.middleware.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lantoa.web.middleware.SeenMiddleware",
    "lantoa.web.middleware.ProblemMiddleware",
]
ROOT_URLCONF = "lantoa.config.urls"
WSGI_APPLICATION = "lantoa.config.wsgi.application"
AUTH_USER_MODEL = "access.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database("LANTOA_DATABASE_URL", DATA)}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "lantoa.web.context.frame",
            ],
            "builtins": ["lantoa.web.templatetags.ui"],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["lantoa.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
clock.pin(environment.day("LANTOA_TODAY"))
SPECIAL_DAYS = True
"""Whether deadlines count the days recorded in this installation; tests that touch no database say no."""

STATIC_URL = "/tinh/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60 if DEBUG else 86_400
FILES = DATA / "files"
FIGURES = DATA / "figures"
FIGURES_THREADS = environment.number("LANTOA_FIGURES_THREADS", 2)
FIGURES_MEMORY_MB = environment.number("LANTOA_FIGURES_MEMORY_MB", 1000)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "lantoa.access.passwords.NotTheDemoPassword"},
]
LOGIN_URL = "sign-in"
CSRF_FAILURE_VIEW = "lantoa.web.errors.csrf_failure"
DEMO_PASSWORD = "lan-toa-dung-thu"
SESSION_ENGINE = "lantoa.access.session_store"
SESSION_COOKIE_AGE = 8 * 3600
SECOND_FACTOR = environment.choice("LANTOA_SECOND_FACTOR", "high", ("off", "high", "all"))
SECOND_FACTOR_SINCE = environment.day("LANTOA_SECOND_FACTOR_SINCE")
SINGLE_SIGN_ON = {
    "issuer": environment.text("LANTOA_OIDC_ISSUER").rstrip("/"),
    "client_id": environment.text("LANTOA_OIDC_CLIENT_ID"),
    "client_secret": environment.text("LANTOA_OIDC_CLIENT_SECRET"),
    "label": environment.text("LANTOA_OIDC_LABEL"),
    "match": environment.choice("LANTOA_OIDC_MATCH", "none", ("none", "email", "username")),
    "second_factor": environment.flag("LANTOA_OIDC_SECOND_FACTOR"),
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS and environment.flag("LANTOA_HTTPS_REDIRECT", default=False)
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

EMAIL_HOST = environment.text("LANTOA_EMAIL_HOST")
EMAIL_OUT = bool(EMAIL_HOST) and not DEMO
EMAIL_PORT = environment.number("LANTOA_EMAIL_PORT", 587)
EMAIL_HOST_USER = environment.text("LANTOA_EMAIL_USER")
EMAIL_HOST_PASSWORD = environment.text("LANTOA_EMAIL_PASSWORD")
EMAIL_SECURITY = environment.choice("LANTOA_EMAIL_SECURITY", "starttls", ("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 20
EMAIL_FROM = environment.text("LANTOA_EMAIL_FROM", "Lan Tỏa <lan-toa@localhost>")
EMAIL_DOMAIN = EMAIL_FROM.rpartition("@")[2].strip("> ") or "localhost"
EMAIL_SITE = environment.text("LANTOA_EMAIL_SITE", (CSRF_TRUSTED_ORIGINS or [""])[0])

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"structured": {"()": "lantoa.config.logs.Structured"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
    "root": {"handlers": ["stderr"], "level": environment.text("LANTOA_LOG_LEVEL", "WARNING")},
}
