from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "lantoa.analysis"

    def ready(self) -> None:
        from . import board  # noqa: PLC0415 -- models are ready only now

        board.listen()
