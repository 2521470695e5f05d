from django.apps import AppConfig


class RulebookConfig(AppConfig):
    name = "lantoa.rulebook"

    def ready(self) -> None:
        from django.conf import settings  # noqa: PLC0415 -- settings are ready only now

        from lantoa.organisation import hooks  # noqa: PLC0415 -- models are ready only now

        from . import citing, special_days, workdays  # noqa: PLC0415 -- models are ready only now

        hooks.citing.listen(citing.answer)

        if settings.SPECIAL_DAYS:
            workdays.read_from(special_days.current)
