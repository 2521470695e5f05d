from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lantoa.search"

    def ready(self) -> None:
        from . import law, organs  # noqa: F401, PLC0415 -- models are ready only now
