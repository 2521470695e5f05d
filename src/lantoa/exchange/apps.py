from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "lantoa.exchange"

    def ready(self) -> None:
        from . import handover  # noqa: PLC0415 -- models are ready only now

        handover.listen()
