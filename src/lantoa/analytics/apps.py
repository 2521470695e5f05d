from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "lantoa.analytics"

    def ready(self) -> None:
        from . import answering, outbox  # noqa: PLC0415 -- models are ready only now

        outbox.listen()
        answering.listen()
