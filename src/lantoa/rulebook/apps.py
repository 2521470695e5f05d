from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "lantoa.rulebook"

    def ready(self) -> None:
        from django.conf import settings  # noqa: PLC0415 -- settings are ready only now

        from . import special_days, workdays  # noqa: PLC0415 -- models are ready only now

        if settings.SPECIAL_DAYS:
            workdays.read_from(special_days.current)
