from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "lantoa.reading"

    def ready(self) -> None:
        from . import findable  # noqa: F401, PLC0415 -- models are ready only now
