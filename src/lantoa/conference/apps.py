from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    name = "lantoa.conference"

    def ready(self) -> None:
        from . import findable  # noqa: F401, PLC0415 -- models are ready only now
