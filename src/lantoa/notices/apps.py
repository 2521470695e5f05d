from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "lantoa.notices"

    def ready(self) -> None:
        from lantoa.access import hooks  # noqa: PLC0415 -- models are ready only now

        from . import registered, rights, sign_in  # noqa: PLC0415 -- as above

        hooks.new_device.listen(sign_in.tell_new_device)
        hooks.changed_by_others.listen(sign_in.tell_changed)
        rights.listen()
        registered.listen()
