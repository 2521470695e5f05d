from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    name = "lantoa.programme"

    def ready(self) -> None:
        from . import findable, registered, reorganising  # noqa: F401, PLC0415 -- models are ready only now

        reorganising.listen()
