from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "lantoa.worklist"

    def ready(self) -> None:
        from . import registered, reorganising, rights  # noqa: PLC0415 -- models are ready only now

        reorganising.listen()
        rights.listen()
        registered.listen()
