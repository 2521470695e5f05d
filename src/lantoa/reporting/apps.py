from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "lantoa.reporting"

    def ready(self) -> None:
        from . import reorganising  # noqa: PLC0415 -- models are ready only now

        reorganising.listen()
