from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "lantoa.registry"

    def ready(self) -> None:
        from lantoa.organisation import hooks  # noqa: PLC0415 -- models are ready only now

        from . import citing  # noqa: PLC0415 -- models are ready only now

        hooks.citing.listen(citing.answer)
