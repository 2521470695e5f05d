from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "lantoa.portal"

    def ready(self) -> None:
        from lantoa.commendation import hooks  # noqa: PLC0415 -- models are ready only now

        from . import operations  # noqa: PLC0415 -- models are ready only now

        hooks.decision_issued.listen(operations.publish)
        hooks.decision_revoked.listen(operations.mark_revoked)
