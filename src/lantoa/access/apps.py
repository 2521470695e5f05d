from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "lantoa.access"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 -- models are ready only now

        from . import session_store  # noqa: PLC0415 -- as above

        user_logged_in.connect(session_store.opened, dispatch_uid="lantoa.access.session_store")

        from . import reorganising  # noqa: PLC0415 -- models are ready only now

        reorganising.listen()
