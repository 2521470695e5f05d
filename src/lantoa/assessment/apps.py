from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "lantoa.assessment"

    def ready(self) -> None:
        from . import reorganising  # noqa: PLC0415 -- models are ready only now

        reorganising.listen()
