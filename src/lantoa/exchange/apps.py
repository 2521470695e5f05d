from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "lantoa.exchange"

    def ready(self) -> None:
        from . import handover, registering  # noqa: F401, PLC0415 -- models are ready only now

        handover.listen()
